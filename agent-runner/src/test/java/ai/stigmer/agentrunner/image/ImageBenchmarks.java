package ai.stigmer.agentrunner.image;

import ai.stigmer.agentrunner.worker.AgentWorker;
import ai.stigmer.testing.Podman;
import ai.stigmer.testing.TemporalTestServer;
import ai.stigmer.testing.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Measures what `docs/benchmarks.md` tells of the image. No test: `scripts/benchmark.sh` runs it.
class ImageBenchmarks {

  private static final Path RESULTS = Path.of("../build/benchmarks.txt");
  private static final Path CLASSES = Path.of("image/classes.list");
  private static final String NAME = "localhost/stigmer/agent-runner:test";
  private static final String WORKER = "worker";
  private static final int ROUNDS = 7;

  @TempDir private Path folder;
  private final ImageBuild image = ImageBuild.shared();
  private TemporalTestServer temporal;
  private Podman podman;

  @BeforeEach
  void load() throws IOException {
    temporal = TemporalTestServer.start();
    podman = new Podman(Files.createDirectory(folder.resolve("podman")));
    Path archive = folder.resolve("image.tar");
    Tool.run(
        "skopeo", "copy", "-q", "oci:" + image.layout(), "docker-archive:" + archive + ":" + NAME);
    podman.run("load", "-q", "-i", archive.toString());
  }

  @AfterEach
  void stop() {
    podman.close();
    temporal.close();
  }

  @Test
  void sizes() {
    for (String architecture : List.of("amd64", "arm64")) {
      ImageBuild.Platform platform = image.platform(architecture);
      say(
          "image %s: %.1f MB unpacked, %.1f MB to download; of that %s"
              .formatted(
                  architecture,
                  platform.unpacked() / 1e6,
                  platform.compressed() / 1e6,
                  platform.layers().stream()
                      .map(layer ->
                          "%.2f/%.2f".formatted(layer.unpacked() / 1e6, layer.compressed() / 1e6))
                      .collect(Collectors.joining(" "))));
    }
  }

  @Test
  void startsAndMemory() throws IOException {
    Path used = workspace("used");
    start(used);
    await(() -> archiveIn(used));
    pause(Duration.ofSeconds(5));
    say("idle after the first start and its archive: " + memory());
    podman.run("rm", "-f", "-t", "0", WORKER);

    var first = new Starts();
    var second = new Starts();
    for (int round = 0; round < ROUNDS; round++) {
      first.add(start(workspace("new" + round)));
      podman.run("rm", "-f", "-t", "0", WORKER);
      second.add(start(used));
      if (round == 0) {
        pause(Duration.ofSeconds(5));
        say("idle after a second start that reads the archive from the disk: " + memory());
      }
      if (round == ROUNDS - 1) {
        pause(Duration.ofSeconds(5));
        say("idle after a second start: " + memory());
        health();
      }
      podman.run("rm", "-f", "-t", "0", WORKER);
    }
    compare("podman run to the ready line", first.elapsed, second.elapsed);
    compare("processor time until then", first.processor, second.processor);
  }

  private static void compare(String what, List<Double> first, List<Double> second) {
    say(
        "%s: first start %.2f s, second %.2f s, %.0f %% (medians of %d; least %.2f and %.2f)"
            .formatted(
                what,
                median(first),
                median(second),
                100 * median(second) / median(first),
                ROUNDS,
                Collections.min(first),
                Collections.min(second)));
  }

  /// The seconds and the processor's seconds of several starts.
  private record Starts(List<Double> elapsed, List<Double> processor) {

    Starts() {
      this(new ArrayList<>(), new ArrayList<>());
    }

    void add(Start start) {
      elapsed.add(start.elapsed());
      processor.add(start.processor());
    }
  }

  private record Start(double elapsed, double processor) {}

  private void health() {
    var times = new ArrayList<Double>();
    for (int round = 0; round < ROUNDS; round++) {
      Instant start = Instant.now();
      podman.run("exec", WORKER, "agent-runner", "health");
      times.add(seconds(start, Instant.now()));
    }
    say("podman exec agent-runner health: %.2f s (median of %d)".formatted(median(times), ROUNDS));
  }

  /// Writes the list of the classes that a worker loads until it polls, without our own: `make
  /// update-classes` runs it. What only an agent's run needs would make the archive half as large
  /// again.
  @Test
  void recordClasses() throws IOException {
    Path workspace = workspace("recorded");
    // With so little memory it writes no archive, which would be another JVM with this option.
    start(
        workspace,
        "--memory=256m",
        "--env=JDK_JAVA_OPTIONS=-XX:DumpLoadedClassList=/workspace/classes");
    podman.run("stop", "--time=20", WORKER);
    var classes = new TreeSet<String>();
    for (String line : Files.readAllLines(workspace.resolve("classes"))) {
      if (!line.matches("#.*|@cp .*|.*(stigmer|source:).*")) {
        classes.add(line.replaceFirst(" id: .*", ""));
      }
    }
    Files.write(CLASSES, classes);
    say("classes recorded: %d".formatted(classes.size()));
  }

  /// Starts a worker, waits for its ready line, and gives the seconds until then by the time that
  /// line tells.
  private Start start(Path workspace, String... options) {
    Instant start = Instant.now();
    podman.run(
        Stream.of(
                List.of("run", "--detach", "--name=" + WORKER, "--network=host"),
                List.of("--read-only", "--tmpfs=/tmp", "--cap-drop=ALL"),
                List.of("--volume=" + workspace + ":/workspace"),
                List.of("--env=TEMPORAL_SERVICE_ADDRESS=" + temporal.address()),
                List.of(options),
                List.of(NAME))
            .flatMap(List::stream)
            .toArray(String[]::new));
    await(() -> podman.run("logs", WORKER).contains(AgentWorker.READY));
    String ready =
        podman
            .run("logs", WORKER)
            .lines()
            .filter(line -> line.contains(AgentWorker.READY))
            .findFirst()
            .orElseThrow();
    return new Start(
        seconds(start, Instant.parse(ready.substring(0, ready.indexOf(' ')))), processor());
  }

  /// What the processors have given the worker so far.
  private double processor() {
    try {
      String[] fields = Files.readString(Path.of("/proc", process(), "stat")).split(" ", -1);
      return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) / 100.0;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private String process() {
    return podman.run("inspect", "--format={{.State.Pid}}", WORKER).strip();
  }

  private String memory() throws IOException {
    String resident =
        Files.readAllLines(Path.of("/proc", process(), "status")).stream()
            .filter(line -> line.startsWith("VmRSS"))
            .findFirst()
            .orElseThrow();
    return "podman stats %s; resident %s"
        .formatted(
            podman.run("stats", "--no-stream", "--format={{.MemUsage}}", WORKER).strip(),
            resident.replaceFirst("VmRSS:\\s*", ""));
  }

  private Path workspace(String name) throws IOException {
    Path workspace = Files.createDirectory(folder.resolve(name));
    Tool.run("chown", "1000:1000", workspace.toString());
    return workspace;
  }

  private static boolean archiveIn(Path workspace) {
    Path cache = workspace.resolve(".stigmer/cache");
    try (Stream<Path> files = Files.exists(cache) ? Files.list(cache) : Stream.empty()) {
      return files.anyMatch(file -> file.toString().endsWith(".jsa"));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      pause(Duration.ofMillis(200));
    }
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  private static double seconds(Instant start, Instant end) {
    return Duration.between(start, end).toNanos() / 1e9;
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  private static void say(String line) {
    try {
      Files.createDirectories(Path.of("../build"));
      Files.writeString(RESULTS, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
