package ai.stigmer.release.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The table of what was counted, which `make test` ends with.
public final class CountsTable {

  private static final Path TABLE = Path.of("target", "counts.txt");

  private CountsTable() {}

  /// Adds a line about cases, every one of which kept the promises.
  public static void kept(String trial, long cases, long requests) {
    kept(trial, cases, requests, "");
  }

  /// The same, with what else was counted.
  public static void kept(String trial, long cases, long requests, String further) {
    append(
        "%-90s %8d kept of %8d %11d requests%s%n"
            .formatted(trial, cases, cases, requests, further));
  }

  /// Adds a text, which ends in a line's end.
  public static void append(String text) {
    try {
      Files.createDirectories(TABLE.resolveSibling(""));
      Files.writeString(TABLE, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }
}
