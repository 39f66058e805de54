package ai.stigmer.agentrunner.activity;

import ai.stigmer.agentrunner.contract.Agent;
import ai.stigmer.agentrunner.contract.AgentExecution;
import ai.stigmer.agentrunner.contract.AgentExecutionStatus;
import ai.stigmer.agentrunner.conversation.LanguageModel;
import ai.stigmer.agentrunner.conversation.LanguageModels;
import ai.stigmer.agentrunner.conversation.ModelException;
import ai.stigmer.agentrunner.execution.AgentLoop;
import ai.stigmer.agentrunner.execution.Backend;
import ai.stigmer.agentrunner.execution.BackendException;
import ai.stigmer.agentrunner.execution.ExecutionRecord;
import ai.stigmer.agentrunner.execution.Session;
import ai.stigmer.agentrunner.execution.Sessions;
import ai.stigmer.agentrunner.session.SessionException;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.failure.ApplicationFailure;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Agents run in this worker.
///
/// Whatever a person can mend, and every defect, is a status that says so. An activity fails only
/// when this worker stops or loses Temporal, so that another attempt can go on with the execution,
/// or when the server does not take the last status: it keeps nothing of what an activity returns,
/// and learns from the failure that the execution is over.
public final class AgentExecutions implements ExecutionActivities {

  private static final Logger LOG = System.getLogger(AgentExecutions.class.getName());

  private final Sessions sessions;
  private final LanguageModels models;
  private final Optional<Backend> backend;
  private final Clock clock;

  /// Executions with these sessions and models.
  ///
  /// @param backend the server, unless the worker is in local mode
  public AgentExecutions(
      Sessions sessions, LanguageModels models, Optional<Backend> backend, Clock clock) {
    this.sessions = sessions;
    this.models = models;
    this.backend = backend;
    this.clock = clock;
  }

  @Override
  public AgentExecutionStatus executeGraphton(
      AgentExecution execution, String threadId, @Nullable Agent agent) {
    ActivityExecutionContext context = Activity.getExecutionContext();
    var record = new ExecutionRecord(clock.instant());
    Optional<Audience> audience =
        agent == null
            ? backend.map(server -> new BackendAudience(server, execution.getMetadata().getId()))
            : Optional.of(new WorkflowAudience(context));
    try (Pulse pulse = Pulse.of(context)) {
      follow(record, audience, () -> run(execution, threadId, Optional.ofNullable(agent), record));
      // What is left to do here is short, and done even so.
      Thread.interrupted();
      if (!record.isOver()) {
        if (!pulse.isCancelled()) {
          throw ApplicationFailure.newFailure(
              "The worker stopped before the execution was over: "
                  + pulse.end().map(Throwable::toString).orElse("it was interrupted"),
              "Unfinished");
        }
        record.cancel(clock.instant());
      }
      if (agent == null) {
        audience.ifPresent(server -> tellLast(server, record.status()));
      }
      return record.status();
    }
  }

  @Override
  public void cleanupSandbox(String id) {
    try (Pulse _ = Pulse.of(Activity.getExecutionContext())) {
      sessions.delete(id);
    } catch (InterruptedException interrupted) {
      throw ApplicationFailure.newFailure("The worker stopped while it waited", "Unfinished");
    } catch (SessionException refused) {
      throw ApplicationFailure.newNonRetryableFailure(
          String.valueOf(refused.getMessage()), "Session");
    }
  }

  private interface Work {
    void run() throws InterruptedException;
  }

  /// Does the work; an interruption leaves the record where it was.
  private void follow(ExecutionRecord record, Optional<Audience> audience, Work work) {
    Optional<Reports> reports = audience.map(who -> Reports.of(record, who));
    try {
      work.run();
    } catch (InterruptedException interrupted) {
      LOG.log(Level.DEBUG, "interrupted", interrupted);
    } catch (RuntimeException failure) {
      // Files and connections that are in use at an interruption fail instead of throwing it.
      if (!Thread.currentThread().isInterrupted()) {
        record.fail(reason(failure), clock.instant());
      }
    } finally {
      reports.ifPresent(Reports::close);
    }
  }

  private static String reason(RuntimeException failure) {
    if (failure instanceof BackendException
        || failure instanceof ModelException
        || failure instanceof SessionException) {
      return String.valueOf(failure.getMessage());
    }
    LOG.log(Level.ERROR, "an execution failed by a defect of the worker's", failure);
    return "The worker has a defect: " + failure;
  }

  private void run(
      AgentExecution execution, String threadId, Optional<Agent> given, ExecutionRecord record)
      throws InterruptedException {
    String id = execution.getMetadata().getId();
    if (id.isBlank()) {
      throw new BackendException("The execution has no id; give it one as metadata.id.");
    }
    Agent agent = given.isPresent() ? given.get() : server().agentOf(execution);
    String instructions = agent.getSpec().getInstructions();
    if (instructions.isBlank()) {
      throw new BackendException(
          "The agent %s has no instructions; give it some."
              .formatted(agent.getMetadata().getName()));
    }
    String sessionId = execution.getSpec().getSessionId();
    LanguageModel model = models.named(execution.getSpec().getExecutionConfig().getModelName());
    try (Session session = sessions.open(sessionId.isBlank() ? threadId : sessionId)) {
      new AgentLoop(id, session, model, record, clock)
          .run(instructions, execution.getSpec().getMessage());
    }
  }

  private Backend server() {
    return backend.orElseThrow(() ->
        new BackendException(
            "This worker has no server to read the agent from; set STIGMER_BACKEND_ENDPOINT."));
  }

  private static void tellLast(Audience server, AgentExecutionStatus status) {
    try {
      server.tell(status);
    } catch (InterruptedException interrupted) {
      throw ApplicationFailure.newFailure(
          "The worker stopped before the server knew how the execution ended", "Unfinished");
    } catch (BackendException failure) {
      throw ApplicationFailure.newFailure(String.valueOf(failure.getMessage()), "Backend");
    }
  }
}
