package ai.stigmer.agentrunner.execution;

import static ai.stigmer.agentrunner.execution.ScriptedReplies.asks;
import static ai.stigmer.agentrunner.execution.ScriptedReplies.says;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import ai.stigmer.agentrunner.contract.AgentExecutionStatus;
import ai.stigmer.agentrunner.contract.AgentMessage;
import ai.stigmer.agentrunner.contract.ExecutionPhase;
import ai.stigmer.agentrunner.contract.MessageType;
import ai.stigmer.agentrunner.contract.ToolCall;
import ai.stigmer.agentrunner.contract.ToolCallStatus;
import ai.stigmer.agentrunner.conversation.LanguageModel;
import ai.stigmer.agentrunner.conversation.Toolbox;
import ai.stigmer.agentrunner.conversation.Turn;
import ai.stigmer.agentrunner.session.SessionFolders;
import ai.stigmer.agentrunner.session.Transcript;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentLoopTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-02-03T04:05:06Z"), ZoneOffset.UTC);

  private final FakeToolbox toolbox = new FakeToolbox();
  private Sessions sessions;

  @TempDir private Path workspace;

  @BeforeEach
  void makeSessions() {
    sessions = Sessions.in(new SessionFolders(workspace), _ -> toolbox);
  }

  @Test
  void theModelAndItsToolsTakeTurnsUntilItAsksForNone() throws InterruptedException {
    var model =
        new ScriptedReplies(
            new Turn.Model("Let me look.", asks("echo c1 {\"a\":\"b\"}", "none c2").toolRequests()),
            asks("plan c3 {}"),
            says("All done."));

    AgentExecutionStatus status = run("e-1", model, "go");

    assertThat(status.getPhase()).isEqualTo(ExecutionPhase.EXECUTION_COMPLETED);
    assertThat(status.getStartedAt()).isEqualTo("2026-02-03T04:05:06Z");
    assertThat(status.getCompletedAt()).isEqualTo("2026-02-03T04:05:06Z");
    assertThat(status.getMessagesList())
        .extracting(AgentMessage::getType, AgentMessage::getContent)
        .containsExactly(
            tuple(MessageType.MESSAGE_HUMAN, "go"),
            tuple(MessageType.MESSAGE_AI, "Let me look."),
            tuple(MessageType.MESSAGE_AI, ""),
            tuple(MessageType.MESSAGE_AI, "All done."));
    assertThat(status.getMessages(1).getToolCallsList())
        .containsExactlyElementsOf(status.getToolCallsList().subList(0, 2));
    assertThat(status.getToolCallsList())
        .extracting(ToolCall::getId, ToolCall::getStatus, ToolCall::getResult, ToolCall::getError)
        .containsExactly(
            tuple("c1", ToolCallStatus.TOOL_CALL_COMPLETED, "{\"a\":\"b\"}", ""),
            tuple("c2", ToolCallStatus.TOOL_CALL_FAILED, "", "there is no tool none"),
            tuple("c3", ToolCallStatus.TOOL_CALL_COMPLETED, "noted", ""));
    assertThat(status.getToolCalls(0).getArgs().getFieldsOrThrow("a").getStringValue())
        .isEqualTo("b");
    assertThat(status.getTodosOrThrow("1").getContent()).isEqualTo("{}");
  }

  @Test
  void theNextExecutionOfASessionRemembersTheLast() throws InterruptedException {
    run("e-1", new ScriptedReplies(asks("echo c1"), says("one")), "first");
    var model = new ScriptedReplies(says("two"));

    AgentExecutionStatus status = run("e-2", model, "second");

    assertThat(model.heard().getFirst()).hasSize(5).endsWith(new Turn.User("second"));
    assertThat(status.getMessagesList())
        .extracting(AgentMessage::getContent)
        .containsExactly("second", "two");
  }

  @Test
  void aModelThatFailsGivesItsReason() throws InterruptedException {
    AgentExecutionStatus status = run("e-1", new ScriptedReplies(asks("echo c1")), "go");

    assertThat(status.getPhase()).isEqualTo(ExecutionPhase.EXECUTION_FAILED);
    assertThat(status.getError()).startsWith("The model has no more to say");
    assertThat(status.getToolCalls(0).getStatus()).isEqualTo(ToolCallStatus.TOOL_CALL_COMPLETED);
  }

  @Test
  void anEmptyAnswerIsAFailure() throws InterruptedException {
    assertThat(run("e-1", new ScriptedReplies(says(" ")), "go").getError())
        .startsWith("The model answered nothing");
  }

  @Test
  void aDefectOfAToolIsToldToTheModel() throws InterruptedException {
    var model = new ScriptedReplies(asks("break c1"), says("never mind"));

    AgentExecutionStatus status = run("e-1", model, "go");

    assertThat(status.getPhase()).isEqualTo(ExecutionPhase.EXECUTION_COMPLETED);
    assertThat(status.getToolCalls(0).getStatus()).isEqualTo(ToolCallStatus.TOOL_CALL_FAILED);
    assertThat(model.heard().getLast().getLast().toString()).contains("a defect");
  }

  @Test
  void aModelThatNeverComesToAnAnswerIsStopped() throws InterruptedException {
    Turn.Model[] endless =
        IntStream.range(0, 200).mapToObj(i -> asks("echo c" + i)).toArray(Turn.Model[]::new);

    AgentExecutionStatus status = run("e-1", new ScriptedReplies(endless), "go");

    assertThat(status.getError()).contains("100 turns");
    assertThat(toolbox.calls()).hasSize(100);
  }

  @Test
  void aModelThatAsksForTooMuchAtOnceIsStopped() throws InterruptedException {
    String[] many = IntStream.range(0, 501).mapToObj(i -> "echo c" + i).toArray(String[]::new);

    assertThat(run("e-1", new ScriptedReplies(asks(many)), "go").getError()).contains("500");
    assertThat(toolbox.calls()).isEmpty();
  }

  @Test
  void anInterruptionEndsTheRunningToolAndLeavesTheRestToTheNextRun() throws Exception {
    var model = new ScriptedReplies(asks("echo c1", "wait c2", "echo c3"), says("done"));
    Thread test = Thread.currentThread();
    Thread interrupter =
        Thread.startVirtualThread(() -> {
          try {
            toolbox.awaitWaiting();
            test.interrupt();
          } catch (InterruptedException impossible) {
            throw new AssertionError(impossible);
          }
        });
    assertThatThrownBy(() -> run("e-1", model, "go")).isInstanceOf(InterruptedException.class);
    // Until it returns, an interrupt may still close a file that its target has opened since.
    interrupter.join();

    AgentExecutionStatus status = run("e-1", model, "go");

    assertThat(toolbox.calls()).containsExactly("echo c1", "wait c2", "echo c3");
    assertThat(status.getPhase()).isEqualTo(ExecutionPhase.EXECUTION_COMPLETED);
    assertThat(status.getToolCalls(1).getError()).isEqualTo(AgentLoop.INTERRUPTED.text());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anExecutionKilledAtAnyStepEndsAsItWouldHaveAndRepeatsNoCall(boolean beforeTheStep)
      throws InterruptedException {
    var model =
        new ScriptedReplies(
            asks("echo c1", "echo c2"), asks("echo c3"), asks("echo c4", "echo c5"), says("done"));
    AgentExecutionStatus undisturbed = run("e-1", model, "go");
    List<String> calls = List.copyOf(toolbox.calls());
    int steps = 10;

    for (int step = 0; step < steps; step++) {
      var tools = new FakeToolbox();
      Path folder = workspace.resolve("killed-at-" + step);
      Sessions fresh = Sessions.in(new SessionFolders(folder), _ -> tools);
      int at = step;
      assertThatThrownBy(() -> run(new Killing(fresh.open("s"), at, beforeTheStep), "e-1", model))
          .isInstanceOf(Killed.class);

      AgentExecutionStatus status = run(fresh.open("s"), "e-1", model);

      assertThat(status.getPhase()).isEqualTo(undisturbed.getPhase());
      assertThat(status.getMessagesList())
          .extracting(AgentMessage::getContent)
          .isEqualTo(undisturbed.getMessagesList().stream().map(AgentMessage::getContent).toList());
      assertThat(status.getToolCallsList())
          .extracting(ToolCall::getId)
          .isEqualTo(undisturbed.getToolCallsList().stream().map(ToolCall::getId).toList());
      assertThat(tools.calls()).doesNotHaveDuplicates().isSubsetOf(calls);
      assertThat(tools.calls().size()).isGreaterThanOrEqualTo(calls.size() - 1);
    }
  }

  /// As when its worker is killed and another had an execution waiting for the session.
  @Test
  void anExecutionThatIsTakenOverAfterAnotherHasItsCallsResultsAndSoDoesTheNext()
      throws InterruptedException {
    try (Session session = sessions.open("s")) {
      session.append("e-1", new Turn.User("first"));
      session.append("e-1", asks("echo c1"));
    }
    run("e-2", new ScriptedReplies(says("two")), "second");
    var takenOver = new ScriptedReplies(asks("echo c1"), says("one"));
    run("e-1", takenOver, "first");
    var next = new ScriptedReplies(says("three"));
    run("e-3", next, "third");

    List<Turn> one =
        List.of(
            new Turn.User("first"),
            asks("echo c1"),
            new Turn.Tool(asks("echo c1").toolRequests().getFirst(), AgentLoop.INTERRUPTED));
    List<Turn> two = List.of(new Turn.User("second"), says("two"));
    assertThat(takenOver.heard().getFirst()).startsWith(two.getFirst()).endsWith(one.getLast());
    assertThat(takenOver.heard().getFirst()).containsSubsequence(two).containsSubsequence(one);
    assertThat(next.heard().getFirst())
        .startsWith(one.toArray(Turn[]::new))
        .containsSubsequence(two)
        .hasSize(7);
  }

  private AgentExecutionStatus run(String executionId, LanguageModel model, String message)
      throws InterruptedException {
    try (Session session = sessions.open("s")) {
      return run(session, executionId, model, message);
    }
  }

  private static AgentExecutionStatus run(Session session, String executionId, LanguageModel model)
      throws InterruptedException {
    try (session) {
      return run(session, executionId, model, "go");
    }
  }

  private static AgentExecutionStatus run(
      Session session, String executionId, LanguageModel model, String message)
      throws InterruptedException {
    var record = new ExecutionRecord(CLOCK.instant());
    new AgentLoop(executionId, session, model, record, CLOCK).run("Be good.", message);
    return record.status();
  }

  /// The end of a worker.
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  /// A session whose worker is killed at a step.
  private record Killing(Session session, List<Turn> kept, int at, boolean before)
      implements Session {

    Killing(Session session, int at, boolean before) {
      this(session, new ArrayList<>(), at, before);
    }

    @Override
    public List<Transcript.Entry> turns(String executionId) {
      return session.turns(executionId);
    }

    @Override
    public void append(String executionId, Turn turn) {
      boolean dies = kept.size() == at;
      kept.add(turn);
      if (!dies || !before) {
        session.append(executionId, turn);
      }
      if (dies) {
        throw new Killed();
      }
    }

    @Override
    public Toolbox toolbox() {
      return session.toolbox();
    }

    @Override
    public void close() {
      session.close();
    }
  }
}
