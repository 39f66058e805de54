package ai.stigmer.agentrunner.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The published reference says what the code says; `-Dgolden.update=true` rewrites it.
class EnvironmentReferenceTest {

  private static final Path REFERENCE = Path.of("docs", "environment.md");

  private static final String TITLE =
      """
      # Environment of the agent-runner

      An empty value counts as not set. A value that cannot be used, and a `STIGMER_…` variable that is not of this
      product, stop the start with exit code 2 and one line for each.

      | variable | default | meaning |
      | --- | --- | --- |
      """;

  @Test
  void theReferenceIsCurrent() throws IOException {
    String text =
        Arrays.stream(Variable.values())
            .map(variable ->
                "| `%s` | %s | %s |\n"
                    .formatted(
                        variable.name(),
                        variable.fallback().isEmpty() ? "" : "`" + variable.fallback() + "`",
                        variable.meaning()))
            .collect(Collectors.joining("", TITLE, ""));
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(REFERENCE.getParent());
      Files.writeString(REFERENCE, text);
    }

    assertThat(REFERENCE).hasContent(text);
  }

  @Test
  void theMakefileAndComposePassOnAllThatAPersonMaySet() throws IOException {
    // MODE is a word of others, too; the rest is the image's own.
    var kept =
        EnumSet.of(
            Variable.MODE,
            Variable.SANDBOX_TYPE,
            Variable.SANDBOX_ROOT_DIR,
            Variable.AGENT_RUNNER_SOCKET);
    String[] names = EnumSet.complementOf(kept).stream().map(Variable::name).toArray(String[]::new);

    assertThat(names("Makefile", "(?<= )[A-Z]+_[A-Z_]+(?= |\\n)")).containsExactlyInAnyOrder(names);
    assertThat(names("../compose.yaml", "(?m)(?<=^ {6})[A-Z_]+(?=:)"))
        .containsExactlyInAnyOrder(names);
  }

  private static List<String> names(String file, String pattern) throws IOException {
    return Pattern.compile(pattern)
        .matcher(Files.readString(Path.of(file)))
        .results()
        .map(MatchResult::group)
        .toList();
  }
}
