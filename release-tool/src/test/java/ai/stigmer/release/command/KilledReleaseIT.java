package ai.stigmer.release.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.command.Discovery.Fixed;
import ai.stigmer.release.testing.CountsTable;
import ai.stigmer.release.testing.Mishap;
import ai.stigmer.release.testing.Program.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// A release by a process of the packaged tool, to real servers, of which one write meets a mishap;
/// then twice more without. The property `mishaps` says `all` for every mishap at every write.
@TestInstance(Lifecycle.PER_CLASS)
class KilledReleaseIT {

  private static final boolean ALL = "all".equals(System.getProperty("mishaps"));
  // Each is busy on one processor.
  private static final int WORLDS = 2;
  private static final Duration CANCELLATION = Duration.ofSeconds(60);

  private final List<Undisturbed> worlds = new ArrayList<>();
  private int writes;

  /// A world with what an undisturbed release leaves in it.
  private record Undisturbed(SocketWorld world, Fixed fixed, List<String> lines) {}

  private record Case(int write, Mishap mishap) {}

  @BeforeAll
  void releaseUndisturbed(@TempDir Path folder) throws IOException {
    for (int number = 1; number <= WORLDS; number++) {
      SocketWorld world =
          SocketWorld.start(
              Files.createDirectory(folder.resolve("world-" + number)),
              folder.resolve("classes.aot"));
      Fixed fixed = world.discovery().fixed();
      Ended ended = world.release(0, Mishap.DROPPED);
      assertThat(ended.exitCode()).as(ended.output()).isZero();
      world.discovery().check(fixed);
      worlds.add(new Undisturbed(world, fixed, world.lines()));
      writes = world.writes();
    }
  }

  @AfterAll
  void stop() {
    worlds.forEach(undisturbed -> undisturbed.world().close());
  }

  // Before the next write nothing else changes, so this is killed before every write too.
  @Test
  void aKillAfterAnyWriteIsMendedByTheNextRun() {
    play("killed -9 after every write", everyWrite(Mishap.KILLED_AFTER));
  }

  @Test
  void anyOtherMishapIsMendedByTheSameRunOrTheNext() {
    List<Mishap> others =
        Arrays.stream(Mishap.values()).filter(mishap -> mishap != Mishap.KILLED_AFTER).toList();
    if (ALL) {
      others.forEach(mishap -> play("every write " + mishap, everyWrite(mishap)));
    } else {
      play(
          "every third write cut, lost, refused, killed halfway or cancelled, in turn",
          IntStream.rangeClosed(1, writes / 3)
              .mapToObj(third -> new Case(3 * third, others.get(third % others.size()))));
    }
    Duration longest =
        worlds.stream()
            .map(undisturbed -> undisturbed.world().longestEnd())
            .max(Comparator.naturalOrder())
            .orElseThrow();
    // Some seconds on a machine that has nothing else to do.
    assertThat(longest).isBetween(Duration.ofMillis(1), CANCELLATION);
    CountsTable.append(
        "a signal at a write ended the packaged tool within %d ms%n".formatted(longest.toMillis()));
  }

  private Stream<Case> everyWrite(Mishap mishap) {
    return IntStream.rangeClosed(1, writes).mapToObj(write -> new Case(write, mishap));
  }

  private void play(String trial, Stream<Case> cases) {
    Queue<Case> waiting = cases.collect(Collectors.toCollection(ConcurrentLinkedQueue::new));
    int count = waiting.size();
    var broken = new ConcurrentLinkedQueue<String>();
    var requests = new AtomicInteger();
    try (ExecutorService threads = Executors.newFixedThreadPool(WORLDS)) {
      for (Undisturbed undisturbed : worlds) {
        threads.execute(() -> {
          for (Case next = waiting.poll(); next != null; next = waiting.poll()) {
            try {
              requests.addAndGet(play(undisturbed, next));
            } catch (AssertionError | Exception failed) {
              broken.add(next + ": " + failed);
            }
          }
        });
      }
    }
    assertThat(broken).isEmpty();
    CountsTable.kept("through sockets: " + trial, count, requests.get());
  }

  /// Plays a case, and gives how many requests its process made.
  private static int play(Undisturbed undisturbed, Case one) throws IOException {
    SocketWorld world = undisturbed.world();
    Ended struck = world.release(one.write(), one.mishap());
    int requests = world.requests();
    assertThat(world.writes()).isGreaterThanOrEqualTo(one.write());
    assertThat(struck.exitCode()).as(struck.output()).isIn(exitCodes(one.mishap()));
    if (struck.exitCode() == 0) {
      assertWhole("I7", undisturbed);
    }
    world.discovery().check(undisturbed.fixed());

    Ended next = world.again();
    assertThat(next.exitCode()).as(next.output()).isZero();
    assertWhole("I6", undisturbed);

    long pushes = world.pushes();
    Ended last = world.again("--verbose");
    assertThat(last.exitCode()).as(last.output()).isZero();
    assertThat(last.output())
        .as("I6")
        .contains("nothing written")
        .doesNotContainPattern("(?m)^ *(POST|PUT|PATCH|DELETE) ");
    assertThat(world.pushes()).as("I6").isEqualTo(pushes);
    for (Ended ended : List.of(struck, next, last)) {
      assertThat(ended.output())
          .as("I8")
          .doesNotContain(
              LoopbackWorld.PASSWORD, LoopbackWorld.TAP_TOKEN, LoopbackWorld.GITHUB_TOKEN);
    }
    return requests;
  }

  private static List<Integer> exitCodes(Mishap mishap) {
    return switch (mishap) {
      case KILLED_BEFORE, KILLED_HALFWAY, KILLED_AFTER -> List.of(137);
      case INTERRUPTED -> List.of(130);
      case TERMINATED -> List.of(143);
      case DROPPED, REPLY_LOST, ANSWER_CUT, CAPTIVE_PORTAL, UNAVAILABLE, LIMITED -> List.of(0, 1);
    };
  }

  private static void assertWhole(String promise, Undisturbed undisturbed) throws IOException {
    List<String> lines = undisturbed.world().lines();
    var missing = new ArrayList<>(undisturbed.lines());
    missing.removeAll(lines);
    var further = new ArrayList<>(lines);
    further.removeAll(undisturbed.lines());
    assertThat(missing).as("%s: missing, where there is %s", promise, further).isEmpty();
    assertThat(further).as(promise).isEmpty();
  }
}
