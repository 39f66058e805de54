package ai.stigmer.release.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/// The table of what was counted, which `make test` ends with.
final class Counts {

  private static final Path TABLE = Path.of("target", "counts.txt");

  private Counts() {}

  /// What a trial counted, every case of which kept the promises.
  static void kept(String trial, Tally tally) {
    append(
        "%-90s %8d kept of %8d %11d requests%n"
            .formatted(trial, tally.cases(), tally.cases(), tally.requests()));
  }

  /// A tool broken on purpose that was caught.
  static void caught(Mutant mutant, BrokenPromise promise) {
    append(
        "%-90s caught by %s, %s%n"
            .formatted(
                mutant.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                promise.promise(),
                promise.where()));
  }

  private static void append(String line) {
    try {
      Files.createDirectories(TABLE.resolveSibling(""));
      Files.writeString(TABLE, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }
}
