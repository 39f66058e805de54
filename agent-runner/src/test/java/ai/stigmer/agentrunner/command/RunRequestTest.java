package ai.stigmer.agentrunner.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunRequestTest {

  @Test
  void everyOptionIsAMember() throws UsageException {
    assertThat(
            request(
                "",
                "--agent",
                "assistant",
                "--message",
                "Say \"grüße\"",
                "--session",
                "s-1",
                "--model",
                "gpt-4",
                "--execution-id",
                "e-1"))
        .isEqualTo(
            "{\"agent\":\"assistant\",\"message\":\"Say \\\"grüße\\\"\",\"sessionId\":\"s-1\","
                + "\"model\":\"gpt-4\",\"executionId\":\"e-1\"}");
  }

  @Test
  void aMessageMayComeFromTheStandardInput() throws UsageException {
    assertThat(request("one\ntwo\n", "--message", "-", "--agent", "assistant"))
        .isEqualTo("{\"message\":\"one\\ntwo\\n\",\"agent\":\"assistant\"}");
  }

  @Test
  void anAgentMayBeAFile(@TempDir Path folder) throws UsageException, IOException {
    Path file = folder.resolve("mine.md");
    Files.writeString(file, "---\nname: mine\n---\n");

    assertThat(request("", "--agent", file.toString(), "--message", "hi"))
        .isEqualTo("{\"agentFile\":\"---\\nname: mine\\n---\\n\",\"message\":\"hi\"}");
  }

  @Test
  void aWholeRequestIsPassedOnAsItIs() throws UsageException {
    assertThat(request("{ \"agent\": \"grüße\" }\nrest", "--request", "-"))
        .isEqualTo("{ \"agent\": \"grüße\" }");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --agent assistant                     | run needs --agent and --message, or --request -
          --message hi                          | run needs --agent and --message, or --request -
          --agent a --message                   | run needs a value after --message
          --agent a --agent b --message hi      | run takes --agent once
          --agents a                            | run has no option '--agents'; see `agent-runner help`
          --request -                           | run --request - needs a request on its standard input
          --agent ./no.md --message hi          | the agent file ./no.md cannot be read (java.nio.file.NoSuchFileException: ./no.md)
          """)
  void whatCannotBeUnderstoodIsSaid(String arguments, String sentence) {
    assertThatThrownBy(() -> request("", arguments.split(" ")))
        .isInstanceOf(UsageException.class)
        .hasMessage(sentence);
  }

  private static String request(String input, String... arguments) throws UsageException {
    return RunRequest.of(List.of(arguments), new ByteArrayInputStream(input.getBytes(UTF_8)));
  }
}
