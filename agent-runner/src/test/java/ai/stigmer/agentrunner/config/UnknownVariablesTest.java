package ai.stigmer.agentrunner.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnknownVariablesTest {

  private static final Pattern NAME = Pattern.compile("\"(STIGMER_[A-Z_]+)\"");

  @ParameterizedTest
  @CsvSource({
    "STIGMER_BACKEND_URL, STIGMER_BACKEND_ENDPOINT",
    "STIGMER_BACKEND_ENDPONT, STIGMER_BACKEND_ENDPOINT",
    "STIGMER_APIKEY, STIGMER_API_KEY",
    "STIGMER_OPENAI_API_KEY, OPENAI_API_KEY",
    "STIGMER_MODEL, STIGMER_LLM_MODEL",
    "STIGMER_LLM_URL, STIGMER_LLM_BASE_URL",
    "STIGMER_LOG_LEVEL, LOG_LEVEL",
    "STIGMER_TASK_QUEUE, TEMPORAL_AGENT_EXECUTION_RUNNER_TASK_QUEUE",
    "STIGMER_DEBUG, STIGMER_AGENT_RUNNER_DEBUG",
  })
  void aNearMissIsToldWhatWasMeant(String name, String meant) {
    assertThat(UnknownVariables.complaints(Map.of(name, "x")))
        .containsExactly(name + " is no variable of this program; did you mean " + meant + "?");
  }

  @Test
  void whatIsLikeNothingIsToldWhereToLook() {
    assertThat(UnknownVariables.complaints(Map.of("STIGMER_COLOUR", "x")))
        .containsExactly(
            "STIGMER_COLOUR is no variable of this program; unset it, or see `agent-runner help`"
                + " for those there are");
  }

  @Test
  void variablesOfOthersAreLeftAlone() {
    assertThat(UnknownVariables.complaints(Map.of("TEMPORAL_CLI_COLOUR", "x", "PATH", "/bin")))
        .isEmpty();
  }

  @Test
  void whatTheCommandLineToolReadsStopsNoRunnerThatInheritsIt() throws IOException {
    var environment = new TreeMap<String, String>();
    try (Stream<Path> files = Files.walk(Path.of("..", "cli", "src", "main", "java"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        NAME.matcher(Files.readString(file))
            .results()
            .map((MatchResult found) -> found.group(1))
            .forEach(name -> environment.put(name, "x"));
      }
    }

    assertThat(environment).containsKey("STIGMER_DATA_DIR");
    assertThat(UnknownVariables.complaints(environment)).isEmpty();
  }
}
