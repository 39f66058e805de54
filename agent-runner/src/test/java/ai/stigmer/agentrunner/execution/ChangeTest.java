package ai.stigmer.agentrunner.execution;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.agentrunner.contract.AgentExecutionStatus;
import ai.stigmer.agentrunner.conversation.Todo;
import ai.stigmer.agentrunner.conversation.ToolRequest;
import ai.stigmer.agentrunner.conversation.ToolResult;
import ai.stigmer.agentrunner.conversation.Turn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangeTest {

  private static final Instant NOW = Instant.parse("2026-02-03T04:05:06Z");

  @Test
  void whateverWasToldLastAChangeLeadsToTheNewStatus() {
    List<AgentExecutionStatus> statuses = statusesOfAnExecution();

    for (AgentExecutionStatus before : statuses) {
      for (AgentExecutionStatus after : statuses) {
        assertThat(Change.between(before, after).appliedTo(before)).isEqualTo(after);
      }
    }
  }

  @Test
  void aPieceOfTextIsSentAlone() {
    var record = new ExecutionRecord(NOW);
    record.hear("x".repeat(10_000) + "😀");
    AgentExecutionStatus before = record.status();
    record.hear("yes");

    Change change = Change.between(before, record.status());

    assertThat(change.rest().getMessages(0).getContent()).isEqualTo("yes");
    assertThat(change.rest().getSerializedSize()).isLessThan(100);
  }

  @Test
  void aFinishedCallIsSentOnce() {
    List<AgentExecutionStatus> statuses = statusesOfAnExecution();
    int sent = 0;
    for (int index = 1; index < statuses.size(); index++) {
      sent +=
          Change.between(statuses.get(index - 1), statuses.get(index)).rest().getSerializedSize();
    }

    assertThat(statuses.getLast().getSerializedSize()).isGreaterThan(8_000);
    assertThat(sent).isLessThan(8_000);
  }

  private static List<AgentExecutionStatus> statusesOfAnExecution() {
    var record = new ExecutionRecord(NOW);
    var statuses = new ArrayList<AgentExecutionStatus>();
    ToolRequest first = new ToolRequest("c1", "read_file", "{\"path\":\"a\"}");
    ToolRequest second = new ToolRequest("c2", "ls", "{}");
    List<Runnable> steps =
        List.of(
            () -> {},
            () -> keep(record, new Turn.User("go")),
            () -> record.hear("Let me"),
            () -> record.hear(" look"),
            () -> keep(record, new Turn.Model("Let me look.", List.of(first, second))),
            () -> record.call(NOW),
            () -> keep(record, new Turn.Tool(first, ToolResult.of("x".repeat(4_000)))),
            () -> record.plan(List.of(new Todo("1", "look", Todo.Status.PENDING)), NOW),
            () -> record.call(NOW),
            () -> keep(record, new Turn.Tool(second, ToolResult.failure("no"))),
            () -> record.hear("Not what I"),
            () -> keep(record, new Turn.Model("Done.", List.of())),
            () -> record.complete(NOW));
    for (Runnable step : steps) {
      step.run();
      statuses.add(record.status());
    }
    return statuses;
  }

  private static void keep(ExecutionRecord record, Turn turn) {
    record.keep(turn, NOW);
  }
}
