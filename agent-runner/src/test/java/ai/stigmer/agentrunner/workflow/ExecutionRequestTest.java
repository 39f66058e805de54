package ai.stigmer.agentrunner.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.agentrunner.contract.AgentExecution;
import ai.stigmer.agentrunner.control.RefusedRequestException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExecutionRequestTest {

  @Test
  void aRequestNamesAnAgentAndSaysWhatItIsToDo() throws RefusedRequestException {
    ExecutionRequest request =
        ExecutionRequest.parse(
            """
            {"agent": "pr-reviewer", "message": "go", "sessionId": "s.1", "model": "m",
             "executionId": "e_1"}
            """);

    AgentExecution execution = request.toExecution();
    assertThat(request.agent().instructions()).contains("review");
    assertThat(execution.getMetadata().getId()).isEqualTo("e_1");
    assertThat(execution.getSpec().getSessionId()).isEqualTo("s.1");
    assertThat(execution.getSpec().getMessage()).isEqualTo("go");
    assertThat(execution.getSpec().getExecutionConfig().getModelName()).isEqualTo("m");
  }

  @Test
  void anAgentFileMayBringItsModelAndIdsAreMadeUp() throws RefusedRequestException {
    String line = "{\"agentFile\":\"---\\nname: a\\nmodel: gpt-4\\n---\\nGo.\",\"message\":\"x\"}";

    ExecutionRequest first = ExecutionRequest.parse(line);
    ExecutionRequest second = ExecutionRequest.parse(line);

    assertThat(first.model()).isEqualTo("gpt-4");
    assertThat(first.executionId()).isNotEqualTo(second.executionId());
    assertThat(first.sessionId()).isNotEqualTo(second.sessionId());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          nonsense                                              | not one object of JSON
          []                                                    | not one object of JSON
          {}                                                    | either an agent's name or an agent file
          {"agent":"a","agentFile":"b","message":"x"}           | either an agent's name or an agent file
          {"agent":"nobody","message":"x"}                      | no agent 'nobody'; there are assistant and pr-reviewer
          {"agent":"assistant"}                                 | There is no message
          {"agent":"assistant","message":" "}                   | There is no message
          {"agent":"assistant","message":1}                     | 'message' is not a text
          {"agent":"assistant","message":"x","sesionId":"s"}    | unknown key 'sesionId'
          {"agent":"assistant","message":"x","sessionId":"../a"}| '../a' is not the id of a session
          {"agent":"assistant","message":"x","executionId":"/"} | '/' is not the id of an execution
          {"agent":"assistant","message":"x","model":"a b"}     | 'a b' is not a model's name
          {"agentFile":"Go.","message":"x"}                     | line 1: expected '---'
          """)
  void anythingElseIsRefusedInASentence(String line, String expected) {
    assertThatThrownBy(() -> ExecutionRequest.parse(line))
        .isInstanceOf(RefusedRequestException.class)
        .hasMessageContaining(expected);
  }

  @Test
  void aHugeMessageIsRefused() {
    String line = "{\"agent\":\"assistant\",\"message\":\"%s\"}".formatted("x".repeat(300_000));

    assertThatThrownBy(() -> ExecutionRequest.parse(line)).hasMessageContaining("256 KiB");
  }
}
