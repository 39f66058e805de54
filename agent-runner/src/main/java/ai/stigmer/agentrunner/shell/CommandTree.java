package ai.stigmer.agentrunner.shell;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// Every process a command started. A process whose parent ended has a stranger for its parent, and
/// one that left its group or session is in neither; so each inherits a mark in its environment, by
/// which it is found in `/proc`. Where there is no `/proc`, only those are found whose parents
/// live.
///
/// One look is not enough: a process may end while it is looked at, and leave a child that began
/// after the look; and while it changes from one program to another its environment reads as empty.
/// So as long as there is one of which nothing is known, all are looked at again.
final class CommandTree {

  private static final String VARIABLE = "AGENT_COMMAND";
  private static final Path PROCESSES = Path.of("/proc");
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofMillis(2);

  /// For so long it may be unknown whose a process is.
  private static final Duration LONGEST_DOUBT = Duration.ofMillis(500);

  /// Processes tell their beginning in hundredths of a second.
  private static final Duration COARSE = Duration.ofMillis(20);

  private final String mark = UUID.randomUUID().toString();
  private final Instant begun = Instant.now().minus(COARSE);
  private final Set<ProcessHandle> dead = new HashSet<>();

  private enum Kind {
    MARKED,
    UNKNOWN,
    STRANGE
  }

  /// Gives the mark to what that builder starts.
  void mark(ProcessBuilder builder) {
    builder.environment().put(VARIABLE, mark);
  }

  /// Ends all of them, however many more they start meanwhile.
  void end(ProcessHandle first) {
    Instant giveUp = Instant.now().plus(PATIENCE);
    Instant doubted = Instant.now().plus(LONGEST_DOUBT);
    boolean over = false;
    while (!over && Instant.now().isBefore(giveUp)) {
      var living =
          new TreeSet<>(
              Stream.concat(Stream.of(first), first.descendants())
                  .filter(ProcessHandle::isAlive)
                  .toList());
      boolean unknown = false;
      for (long pid : pids()) {
        Optional<ProcessHandle> process = ProcessHandle.of(pid);
        Kind kind = process.map(this::kind).orElse(Kind.UNKNOWN);
        unknown = unknown || kind == Kind.UNKNOWN;
        process.filter(_ -> kind == Kind.MARKED).ifPresent(living::add);
      }
      // A shell that outlived what it waits for would say so in the command's output.
      first.destroyForcibly();
      living.forEach(ProcessHandle::destroyForcibly);
      over = living.isEmpty() && (!unknown || Instant.now().isAfter(doubted));
      if (!over) {
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  /// Those that are there now, and end meanwhile.
  private static List<Long> pids() {
    var pids = new ArrayList<Long>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROCESSES, "[1-9]*")) {
      processes.forEach(process -> pids.add(Long.valueOf(process.getFileName().toString())));
    } catch (IOException none) {
      return List.of();
    }
    return pids;
  }

  private Kind kind(ProcessHandle process) {
    Path told = PROCESSES.resolve(process.pid() + "");
    try {
      byte[] environment = Files.readAllBytes(told.resolve("environ"));
      if (environment.length > 0) {
        return new String(environment, ISO_8859_1).contains(VARIABLE + "=" + mark)
            ? Kind.MARKED
            : Kind.STRANGE;
      }
    } catch (AccessDeniedException anotherUsers) {
      return Kind.STRANGE;
    } catch (IOException ended) {
      return Kind.UNKNOWN;
    }
    if (process.info().startInstant().filter(begun::isAfter).isPresent()) {
      return Kind.STRANGE;
    }
    // One that has no program is dead and not yet buried; it may have left a child just now.
    return Files.exists(told.resolve("exe")) || dead.add(process) ? Kind.UNKNOWN : Kind.STRANGE;
  }
}
