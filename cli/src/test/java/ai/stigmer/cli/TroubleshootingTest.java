package ai.stigmer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// `docs/TROUBLESHOOTING.md` has every failure that a person can mend.
class TroubleshootingTest {

  private static final Path SOURCES = Path.of("src/main/java");
  private static final Path DOCUMENT = Path.of("../docs/TROUBLESHOOTING.md");

  /// The first text of a failure, which is its summary.
  private static final Pattern SUMMARY =
      Pattern.compile(
          "(?:new (?:UserFailure|RuntimeFailure|PullFailure|InvalidSettingException)\\("
              + "|new RuntimeUnavailable\\(\\s*Reason\\.[A-Z_]+,"
              + "|super\\()\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");

  @Test
  void everySummaryOfAFailureIsThere() throws IOException {
    String document = Files.readString(DOCUMENT);

    List<String> summaries = summaries();

    assertThat(summaries).hasSizeGreaterThan(40);
    assertThat(summaries).allSatisfy(summary -> assertThat(document).contains(summary));
  }

  private static List<String> summaries() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.toString().contains("/process/"))
          .map(TroubleshootingTest::read)
          .flatMap(source -> SUMMARY.matcher(source).results())
          .map(found -> found.group(1).replaceAll("%[sd]", "…").strip())
          .toList();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
