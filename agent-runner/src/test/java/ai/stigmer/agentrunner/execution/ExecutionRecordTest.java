package ai.stigmer.agentrunner.execution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.agentrunner.contract.AgentExecutionStatus;
import ai.stigmer.agentrunner.contract.ExecutionPhase;
import ai.stigmer.agentrunner.contract.ToolCall;
import ai.stigmer.agentrunner.contract.ToolCallStatus;
import ai.stigmer.agentrunner.conversation.Todo;
import ai.stigmer.agentrunner.conversation.ToolRequest;
import ai.stigmer.agentrunner.conversation.ToolResult;
import ai.stigmer.agentrunner.conversation.Turn;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExecutionRecordTest {

  private static final Instant NOW = Instant.parse("2026-02-03T04:05:06.789Z");

  private final ExecutionRecord record = new ExecutionRecord(NOW);

  @ParameterizedTest
  @ValueSource(strings = {"x", "\u0001", "\"", "é", "汉", "😀", "<"})
  void theLongestExecutionStaysUnderOneMebibyteAsTemporalCarriesIt(String character)
      throws InvalidProtocolBufferException {
    String huge = character.repeat(100_000);
    String id = "i".repeat(64);
    keep(new Turn.User(huge));
    for (int turn = 0; turn < AgentLoop.MOST_TURNS; turn++) {
      var requests = new ArrayList<ToolRequest>();
      for (int call = 0; call < AgentLoop.MOST_CALLS / AgentLoop.MOST_TURNS; call++) {
        requests.add(new ToolRequest(id, "write_file", "{\"path\":\"a\",\"content\":\"aaaaaaa\"}"));
      }
      keep(new Turn.Model(huge, requests));
      for (ToolRequest request : requests) {
        record.call(NOW);
        keep(new Turn.Tool(request, ToolResult.of(huge)));
      }
    }
    record.plan(
        IntStream.range(0, 1_000)
            .mapToObj(i -> new Todo("todo" + i, huge, Todo.Status.PENDING))
            .toList(),
        NOW);
    record.fail(huge, NOW);

    assertThat(JsonFormat.printer().print(record.status()).getBytes(UTF_8).length)
        .isLessThan(1024 * 1024);
  }

  @Test
  void whatIsCutIsTold() {
    ToolRequest request = new ToolRequest("c", "read_file", "{}");
    keep(new Turn.Model("", List.of(request)));
    keep(new Turn.Tool(request, ToolResult.of("x".repeat(100_000))));

    assertThat(record.status().getToolCalls(0).getResult())
        .hasSizeLessThan(9_000)
        .matches("(?s)x+\n\\[\\d+ more characters cut]");
  }

  @Test
  void argumentsThatAreNoObjectAreShownAsTheyCame() {
    keep(new Turn.Model("", List.of(new ToolRequest("c", "ls", "{\"path\": nonsense"))));

    assertThat(record.status().getToolCalls(0).getArgs().getFieldsOrThrow("arguments"))
        .extracting(Value::getStringValue)
        .isEqualTo("{\"path\": nonsense");
  }

  @Test
  void whatWasBeingSaidAndCalledAtTheEndIsKept() {
    keep(new Turn.Model("a", List.of(new ToolRequest("c", "ls", "{}"))));
    record.call(NOW);
    record.hear("half an ans");
    record.cancel(NOW);

    AgentExecutionStatus status = record.status();
    assertThat(status.getPhase()).isEqualTo(ExecutionPhase.EXECUTION_CANCELLED);
    assertThat(status.getMessages(1).getContent()).isEqualTo("half an ans");
    assertThat(status.getToolCallsList())
        .extracting(ToolCall::getStatus)
        .containsExactly(ToolCallStatus.TOOL_CALL_FAILED);
  }

  @Test
  void aThingToDoKeepsTheTimeItWasSetOutAndChangesOnlyWhenItDoes() {
    Instant later = NOW.plusSeconds(60);
    record.plan(
        List.of(
            new Todo("1", "look", Todo.Status.PENDING), new Todo("2", "mend", Todo.Status.PENDING)),
        NOW);
    record.plan(
        List.of(
            new Todo("1", "look", Todo.Status.COMPLETED),
            new Todo("2", "mend", Todo.Status.PENDING)),
        later);

    AgentExecutionStatus status = record.status();
    assertThat(status.getTodosOrThrow("1").getCreatedAt()).isEqualTo(NOW.toString());
    assertThat(status.getTodosOrThrow("1").getUpdatedAt()).isEqualTo(later.toString());
    assertThat(status.getTodosOrThrow("2").getUpdatedAt()).isEqualTo(NOW.toString());
  }

  private void keep(Turn turn) {
    record.keep(turn, NOW);
  }
}
