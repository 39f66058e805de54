package ai.stigmer.release.notes;

import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.version.SemanticVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A changelog with a second-level heading for each version (https://keepachangelog.com): `##
/// [1.2.3] - 2026-01-02`, with or without the brackets, the date and a `v`.
public final class Changelog {

  private static final Pattern HEADING = Pattern.compile(" {0,3}##(?:[ \\t]+(.*))?");
  private static final Pattern VERSION = Pattern.compile("\\[?v?([0-9][0-9A-Za-z.+-]*).*");
  private static final Pattern FENCE = Pattern.compile(" {0,3}(```+|~~~+).*");
  private static final Pattern LINK = Pattern.compile(" {0,3}\\[([^\\]]+)]:[ \\t]*\\S.*");

  private final Map<SemanticVersion, String> sections;

  private Changelog(Map<SemanticVersion, String> sections) {
    this.sections = sections;
  }

  /// Reads a changelog file, if it is there.
  ///
  /// @throws ReleaseException of kind input if it cannot be read
  /// @see #parse(String, String)
  public static Optional<Changelog> find(Path file) {
    try {
      return Optional.of(parse(Files.readString(file), file.getFileName().toString()));
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    } catch (IOException unreadable) {
      throw ReleaseException.input(
          "The changelog '" + file + "' cannot be read",
          "Check that it is a file in UTF-8 and that you may read it.");
    }
  }

  /// Reads a changelog. A section ends at the next second-level heading; the link definitions it
  /// uses are kept with it, wherever they stand.
  ///
  /// @param source where it is from, as a problem names it
  /// @throws ReleaseException of kind input if two sections are of one version
  public static Changelog parse(String text, String source) {
    var bodies = new LinkedHashMap<SemanticVersion, List<String>>();
    var links = new LinkedHashMap<String, String>();
    var skipped = new ArrayList<String>();
    List<String> current = skipped;
    String fence = "";
    for (String line : text.lines().toList()) {
      Matcher mark = FENCE.matcher(line);
      Matcher heading = HEADING.matcher(line);
      Matcher link = LINK.matcher(line);
      if (mark.matches()) {
        current.add(line);
        fence = afterFence(fence, mark.group(1), line);
      } else if (!fence.isEmpty()) {
        current.add(line);
      } else if (heading.matches()) {
        current = new ArrayList<>();
        Optional<SemanticVersion> version = version(heading);
        if (version.isPresent() && bodies.putIfAbsent(version.get(), current) != null) {
          throw ReleaseException.input(
              source + " has two sections of version " + version.get(), "Join them into one.");
        }
      } else if (link.matches()) {
        links.putIfAbsent(label(link.group(1)), line.strip());
      } else {
        current.add(line);
      }
    }
    var sections = new LinkedHashMap<SemanticVersion, String>();
    bodies.forEach((version, lines) -> sections.put(version, withLinks(lines, links)));
    return new Changelog(sections);
  }

  /// What is written of a version, without its heading; nothing if it has no section or an empty
  /// one.
  public Optional<String> section(SemanticVersion version) {
    return Optional.ofNullable(sections.get(version)).filter(body -> !body.isEmpty());
  }

  private static Optional<SemanticVersion> version(Matcher heading) {
    Matcher version = VERSION.matcher(Optional.ofNullable(heading.group(1)).orElse(""));
    return version.matches() ? SemanticVersion.find(version.group(1)) : Optional.empty();
  }

  // CommonMark, "Fenced code blocks": closed by the same characters, at least as many.
  private static String afterFence(String open, String mark, String line) {
    if (open.isEmpty()) {
      return mark;
    }
    return mark.startsWith(open) && line.strip().equals(mark) ? "" : open;
  }

  private static String withLinks(List<String> lines, Map<String, String> links) {
    String body = String.join("\n", lines).strip();
    String used = label(body);
    List<String> definitions =
        links.entrySet().stream()
            .filter(link -> used.contains("[" + link.getKey() + "]"))
            .map(Map.Entry::getValue)
            .toList();
    return definitions.isEmpty() ? body : body + "\n\n" + String.join("\n", definitions);
  }

  // CommonMark, "Link reference definitions": labels match whatever their case.
  private static String label(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
