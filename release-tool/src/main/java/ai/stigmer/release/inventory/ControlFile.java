package ai.stigmer.release.inventory;

import ai.stigmer.release.inventory.Piece.DebianPackage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Debian's list of installed packages: paragraphs of `Name: value` lines (Debian policy, "Control
/// files and their fields").
final class ControlFile {

  private static final String INSTALLED = " installed";

  private ControlFile() {}

  /// The packages it names, not counting those that were removed since.
  static List<DebianPackage> packages(String text) {
    var packages = new ArrayList<DebianPackage>();
    var paragraph = new LinkedHashMap<String, String>();
    for (String line : text.lines().toList()) {
      int colon = line.indexOf(':');
      if (line.isBlank()) {
        installed(paragraph).ifPresent(packages::add);
        paragraph.clear();
      } else if (colon > 0 && !Character.isWhitespace(line.charAt(0))) {
        paragraph.put(line.substring(0, colon), line.substring(colon + 1).strip());
      }
    }
    installed(paragraph).ifPresent(packages::add);
    return packages;
  }

  private static Optional<DebianPackage> installed(Map<String, String> paragraph) {
    String name = paragraph.getOrDefault("Package", "");
    String version = paragraph.getOrDefault("Version", "");
    // A package that stands in a file of its own has no status.
    boolean there = paragraph.getOrDefault("Status", INSTALLED).endsWith(INSTALLED);
    if (name.isEmpty() || version.isEmpty() || !there) {
      return Optional.empty();
    }
    return Optional.of(
        new DebianPackage(
            name,
            version,
            paragraph.getOrDefault("Architecture", "all"),
            // The source's version stands in brackets where it is another one.
            paragraph.getOrDefault("Source", name).replaceFirst(" .*", ""),
            Optional.empty()));
  }
}
