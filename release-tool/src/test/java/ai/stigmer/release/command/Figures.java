package ai.stigmer.release.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// How figures are taken, and where they are told.
final class Figures {

  private static final Path RESULTS =
      Path.of("").toAbsolutePath().resolve("..").normalize().resolve("build/benchmarks.txt");

  private Figures() {}

  /// How long something takes.
  static double seconds(Runnable run) {
    Instant start = Instant.now();
    run.run();
    return Duration.between(start, Instant.now()).toNanos() / 1e9;
  }

  /// The one in the middle.
  static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  /// Tells a figure.
  static void say(String line) {
    try {
      Files.writeString(RESULTS, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /// The seconds of two sides that took turns.
  record Contest(List<Double> ours, List<Double> theirs) {

    Contest() {
      this(new ArrayList<>(), new ArrayList<>());
    }

    void say(String what) {
      Figures.say(
          "%s: %.1f s; Podman %.1f s; ratio %.2f (medians of %d)"
              .formatted(
                  what, median(ours), median(theirs), median(ours) / median(theirs), ours.size()));
    }
  }
}
