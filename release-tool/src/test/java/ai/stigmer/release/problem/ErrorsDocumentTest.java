package ai.stigmer.release.problem;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.problem.ErrorSources.Told;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// `docs/errors.md` has every problem the tool can tell; `-Dgolden.update=true` writes them anew.
class ErrorsDocumentTest {

  private static final Path DOCUMENT = Path.of("..", "docs", "errors.md");
  private static final Path SOURCES = Path.of("src", "main", "java");
  private static final String BEGIN = "<!-- errors: generated -->\n";
  private static final String END = "<!-- errors: end -->";

  /// The document's headings, and the packages below each.
  private static final Map<String, List<String>> AREAS = areas();

  @Test
  void everyProblemIsThereWithItsRemedyAndExitCode() throws IOException {
    String text = Files.readString(DOCUMENT);
    assertThat(text).contains(BEGIN, END);
    String current =
        text.substring(0, text.indexOf(BEGIN) + BEGIN.length())
            + tables(told())
            + text.substring(text.indexOf(END));
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(DOCUMENT, current);
    }
    assertThat(Files.readString(DOCUMENT)).isEqualTo(current);
  }

  @Test
  void theReaderFindsWhatTheSourceTells() throws IOException {
    assertThat(told())
        .hasSizeGreaterThan(150)
        .contains(
            new Told(
                "command",
                "input",
                "No release tag is at HEAD",
                "Name one, or check out the one that is meant: git checkout v1.2.3"))
        .contains(
            new Told(
                "tap",
                "remote",
                "The branch … of the tap … moved on meanwhile",
                "Run again: the new state is read first."));
  }

  private static List<Told> told() throws IOException {
    return ErrorSources.of(SOURCES, file -> !file.toString().contains("rehearsal")).stream()
        .filter(told -> !told.area().equals("problem"))
        .filter(told -> told.summary().chars().anyMatch(Character::isLetter))
        .toList();
  }

  private static String tables(List<Told> all) {
    assertThat(all.stream().map(Told::area))
        .as("packages of the document")
        .isSubsetOf(AREAS.values().stream().flatMap(List::stream).toList());
    var text = new StringBuilder();
    AREAS.forEach((heading, packages) -> {
      text.append("\n## ").append(heading).append("\n\n");
      text.append("| message | what to do | exit |\n| --- | --- | --- |\n");
      packages.forEach(name ->
          all.stream()
              .filter(told -> told.area().equals(name))
              .map(ErrorsDocumentTest::row)
              .distinct()
              .forEach(text::append));
    });
    return text.append('\n').toString();
  }

  private static String row(Told told) {
    return "| " + cell(told.summary()) + " | " + cell(told.remedy()) + " | " + exit(told) + " |\n";
  }

  private static String cell(String text) {
    if (text.isEmpty()) {
      return UNSAID;
    }
    return text.chars().noneMatch(Character::isLetter)
        ? "The message goes on with what to do."
        : text.strip().replace("|", "\\|").replace("<", "\\<");
  }

  // Where the message says it all.
  private static final String UNSAID = "Run it again; if it stays, look at what is named.";

  private static int exit(Told told) {
    return switch (told.kind()) {
      case "input", "permission" -> 2;
      case "conflict" -> 3;
      case "remote" -> 1;
      default -> throw new AssertionError("no kind of problem: " + told);
    };
  }

  private static Map<String, List<String>> areas() {
    var areas = new LinkedHashMap<String, List<String>>();
    areas.put("Tag, checkout and command line", List.of("version", "git", "scaffold", "command"));
    areas.put("Configuration", List.of("configuration"));
    areas.put(
        "Building",
        List.of(
            "build", "template", "archive", "artifact", "document", "inventory", "notes", "image"));
    areas.put("Image and registry", List.of("oci", "registry", "signing", "json", "http"));
    areas.put("GitHub", List.of("github"));
    areas.put("Tap and formula", List.of("homebrew", "tap"));
    areas.put("Plan, release and verification", List.of("plan", "apply", "verify", "report"));
    return areas;
  }
}
