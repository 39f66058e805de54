package ai.stigmer.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.cli.agent.ExecutionEvent;
import ai.stigmer.cli.agent.ExecutionEvent.Finished;
import ai.stigmer.cli.agent.ExecutionEvent.Message;
import ai.stigmer.cli.agent.ExecutionEvent.Started;
import ai.stigmer.cli.agent.ExecutionEvent.Text;
import ai.stigmer.cli.agent.ExecutionEvent.Todo;
import ai.stigmer.cli.agent.ExecutionEvent.Todos;
import ai.stigmer.cli.agent.ExecutionEvent.ToolCall;
import ai.stigmer.cli.agent.ExecutionEvent.ToolResult;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a person sees of an execution, and on which channel.
class RunViewTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private void show(ExecutionEvent... events) {
    var view = new RunView(new PrintWriter(out, true), new PrintWriter(err, true));
    List.of(events).forEach(view::show);
  }

  @Test
  void whatTheAgentSaysGoesToTheOutputAndWhatItDoesToTheOther() {
    show(
        new Started("e-1", "poems"),
        new Text("I wri"),
        new Text("te."),
        new Message("ai", "I write."),
        new ToolCall("1", "write_file", "{\"file_path\":\"haiku.txt\"}"),
        new ToolResult("1", "write_file", false, "Wrote 48 bytes"),
        new ToolResult("2", "ls", true, "no such folder"),
        new Todos(List.of(new Todo("write", "completed"), new Todo("rest", "pending"))),
        new Message("ai", "It is there."),
        new Finished("COMPLETED", ""));

    assertThat(out).hasToString("I write.\nIt is there.\n");
    assertThat(err)
        .hasToString(
            """
            session poems
            → write_file {"file_path":"haiku.txt"}
            ✓ write_file: Wrote 48 bytes
            ✗ ls: no such folder
              [x] write
              [ ] rest
            """);
  }

  @Test
  void aLineThatWasBegunIsEndedBeforeAnythingElse() {
    show(new Text("I look"), new ToolCall("1", "ls", "{}"), new Text("and"));
    show(new Text("Never mind"), new Message("ai", "Done."), new Finished("FAILED", "no model"));

    assertThat(out).hasToString("I look\nandNever mind\nDone.\n");
    assertThat(err).hasToString("→ ls {}\nstigmer: no model\n");
  }

  @Test
  void whatTheRunnerItselfSaysIsNotTheAgentsWord() {
    show(new Text("I begin"), new Message("system", "The model was tried twice."));

    assertThat(out).hasToString("I begin\n");
    assertThat(err).hasToString("The model was tried twice.\n");
  }

  @Test
  void aLongResultIsCut() {
    show(
        new ToolResult("1", "cat", false, "x".repeat(200)),
        new ToolResult("2", "cat", false, "first\nsecond"));

    assertThat(err.toString().lines())
        .containsExactly("✓ cat: " + "x".repeat(115) + " …", "✓ cat: first …");
  }
}
