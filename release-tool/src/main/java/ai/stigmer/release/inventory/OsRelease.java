package ai.stigmer.release.inventory;

import ai.stigmer.release.inventory.Piece.OperatingSystem;
import java.util.Optional;

/// The file in which a distribution names itself (freedesktop.org, "os-release").
final class OsRelease {

  private OsRelease() {}

  /// The distribution, if the text names one.
  static Optional<OperatingSystem> read(String text) {
    return value(text, "ID")
        .map(id -> new OperatingSystem(id, value(text, "VERSION_ID").orElse("")));
  }

  private static Optional<String> value(String text, String name) {
    return text.lines()
        .filter(line -> line.startsWith(name + "="))
        .map(line -> line.substring(name.length() + 1).replaceAll("^[\"']|[\"']$", ""))
        .filter(value -> !value.isEmpty())
        .findFirst();
  }
}
