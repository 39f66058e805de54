package ai.stigmer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// `docs/TROUBLESHOOTING.md` has every failure that a person can mend.
class TroubleshootingTest {

  private static final Path SOURCES = Path.of("src/main/java");
  private static final Path DOCUMENT = Path.of("../docs/TROUBLESHOOTING.md");

  /// Whatever makes a failure, up to its summary.
  private static final Pattern SUMMARY =
      Pattern.compile(
          "new (?:UserFailure|RuntimeFailure|PullFailure|InvalidSettingException)\\("
              + "|new RuntimeUnavailable\\(\\s*Reason\\.[A-Z_]+,"
              + "|Finding\\.unsound\\(\\s*\"[a-z]+\","
              + "|refused\\(\\s*[a-z]+,"
              + "|sentence\\(\\s*[a-z]+,"
              + "|super\\(");

  private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final Pattern JOINED = Pattern.compile("\"\\s*\\+\\s*\"");

  @Test
  void everySummaryOfAFailureIsThere() throws IOException {
    String document = Files.readString(DOCUMENT);

    List<String> summaries = summaries();

    assertThat(summaries).hasSizeGreaterThan(70);
    assertThat(summaries).allSatisfy(summary -> assertThat(document).contains(summary));
  }

  private static List<String> summaries() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.toString().contains("/process/"))
          .map(TroubleshootingTest::read)
          .flatMap(
              source -> SUMMARY.matcher(source).results().map(start -> argument(source, start)))
          .flatMap(summary -> LITERAL.matcher(summary).results())
          .map(found -> found.group(1).replaceAll("%[sd]", "…").strip())
          .filter(text -> !text.equals("no folder"))
          .distinct()
          .toList();
    }
  }

  /// The argument that begins there, whatever is computed in it.
  private static String argument(String source, MatchResult start) {
    int depth = 0;
    boolean literal = false;
    int end = start.end();
    while (literal || depth > 0 || (source.charAt(end) != ',' && source.charAt(end) != ')')) {
      char character = source.charAt(end);
      if (literal && character == '\\') {
        end++;
      } else if (character == '"') {
        literal = !literal;
      } else if (!literal && character == '(') {
        depth++;
      } else if (!literal && character == ')') {
        depth--;
      }
      end++;
    }
    return JOINED.matcher(source.substring(start.end(), end)).replaceAll("");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
