package ai.stigmer.agentrunner.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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
}
