package ai.stigmer.agentrunner.execution;

import ai.stigmer.agentrunner.conversation.LanguageModel;
import ai.stigmer.agentrunner.conversation.ModelException;
import ai.stigmer.agentrunner.conversation.ToolRequest;
import ai.stigmer.agentrunner.conversation.ToolResult;
import ai.stigmer.agentrunner.conversation.Turn;
import ai.stigmer.agentrunner.session.SessionException;
import ai.stigmer.agentrunner.session.Transcript;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/// A model and its tools taking turns until the model asks for no tool.
///
/// Every turn is kept by the session before the next begins, so an execution whose worker was
/// killed goes on after the last turn that was kept, in whichever worker runs it next. The one call
/// that may have been running is not made again, since nobody knows what it has done by then: the
/// model is told so and decides.
public final class AgentLoop {

  /// The most turns of the model in one execution.
  static final int MOST_TURNS = 100;

  /// The most tool calls in one execution.
  static final int MOST_CALLS = 500;

  /// What the model is told of a call that was running when its worker ended.
  static final ToolResult INTERRUPTED =
      ToolResult.failure(
          "The worker ended while this call was being made. It may have been done, in part or not"
              + " at all: look before you make it again.");

  private static final Logger LOG = System.getLogger(AgentLoop.class.getName());

  private final String executionId;
  private final Session session;
  private final LanguageModel model;
  private final ExecutionRecord record;
  private final Clock clock;
  private final List<Turn> conversation = new ArrayList<>();
  private final List<ToolRequest> asked = new ArrayList<>();
  private int modelTurns;
  private int calls;
  private boolean answered;

  /// A loop that tells the record of every turn.
  public AgentLoop(
      String executionId,
      Session session,
      LanguageModel model,
      ExecutionRecord record,
      Clock clock) {
    this.executionId = executionId;
    this.session = session;
    this.model = model;
    this.record = record;
    this.clock = clock;
  }

  /// Begins the execution, or goes on with it, and tells the record how it ended.
  ///
  /// @param instructions what the agent is told before the conversation
  /// @param message what the person said
  /// @throws InterruptedException if the thread was interrupted: the record is left as it is, and
  ///   the execution can be gone on with
  /// @throws SessionException if the session cannot be read or written, for an interruption too
  public void run(String instructions, String message) throws InterruptedException {
    try {
      if (!recall()) {
        keep(new Turn.User(message));
      } else if (!asked.isEmpty()) {
        keep(new Turn.Tool(asked.getFirst(), INTERRUPTED));
      }
      plan();
      while (!answered) {
        if (asked.isEmpty()) {
          ask(instructions);
        } else {
          call(asked.getFirst());
        }
      }
      record.complete(clock.instant());
    } catch (ModelException failure) {
      record.fail(String.valueOf(failure.getMessage()), clock.instant());
    }
  }

  /// Takes up what the session remembers.
  ///
  /// @return whether the execution had begun
  private boolean recall() {
    boolean begun = false;
    for (Transcript.Entry entry : session.turns(executionId)) {
      if (entry.executionId().equals(executionId)) {
        begun = true;
        take(entry.turn());
      } else {
        conversation.add(entry.turn());
      }
    }
    return begun;
  }

  private void ask(String instructions) throws InterruptedException {
    if (modelTurns == MOST_TURNS) {
      throw new ModelException(
          "The model took %d turns without coming to an answer; say what you want in smaller parts."
              .formatted(MOST_TURNS));
    }
    Turn.Model reply =
        model.reply(
            instructions,
            ContextWindow.of(conversation),
            session.toolbox().specifications(),
            record::hear);
    if (reply.text().isBlank() && reply.toolRequests().isEmpty()) {
      throw new ModelException("The model answered nothing; try again, or another model.");
    }
    if (calls + reply.toolRequests().size() > MOST_CALLS) {
      throw new ModelException(
          "The model asked for more than %d tool calls; say what you want in smaller parts."
              .formatted(MOST_CALLS));
    }
    keep(reply);
  }

  private void call(ToolRequest request) throws InterruptedException {
    record.call(clock.instant());
    keep(new Turn.Tool(request, result(request)));
    plan();
  }

  private ToolResult result(ToolRequest request) throws InterruptedException {
    try {
      return session.toolbox().call(request);
    } catch (RuntimeException bug) {
      LOG.log(Level.ERROR, "the tool " + request.name() + " failed", bug);
      return ToolResult.failure("The tool %s has a defect: %s".formatted(request.name(), bug));
    }
  }

  private void plan() {
    record.plan(session.toolbox().todos(), clock.instant());
  }

  private void keep(Turn turn) {
    session.append(executionId, turn);
    take(turn);
  }

  private void take(Turn turn) {
    conversation.add(turn);
    record.keep(turn, clock.instant());
    switch (turn) {
      case Turn.User _ -> {}
      case Turn.Model reply -> {
        modelTurns++;
        calls += reply.toolRequests().size();
        asked.addAll(reply.toolRequests());
        answered = asked.isEmpty();
      }
      case Turn.Tool _ -> asked.removeFirst();
    }
  }
}
