package ai.stigmer.agentrunner.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

/// Executions that do what the test says: what [#say] and [#end] are given is what a client gets to
/// see.
public final class FakeExecutions implements Executions {

  private final List<String> requests = new ArrayList<>();
  private final BlockingQueue<Optional<String>> events = new LinkedBlockingQueue<>();
  private final CountDownLatch cancelled = new CountDownLatch(1);
  private volatile Ending ending = Ending.COMPLETED;

  /// Gives the next event.
  public void say(String event) {
    events.add(Optional.of(event));
  }

  /// Ends the execution.
  public void end(Ending with) {
    ending = with;
    events.add(Optional.empty());
  }

  /// The requests so far.
  public List<String> requests() {
    return List.copyOf(requests);
  }

  /// Waits until the execution is cancelled.
  public void awaitCancelled() throws InterruptedException {
    cancelled.await();
  }

  /// Whether the execution has been cancelled.
  public boolean isCancelled() {
    return cancelled.getCount() == 0;
  }

  @Override
  public Running start(String request) throws RefusedRequestException, UnavailableException {
    requests.add(request);
    if (request.contains("no-such-agent")) {
      throw new RefusedRequestException("there is no agent no-such-agent");
    }
    if (request.contains("no-temporal")) {
      throw new UnavailableException("Temporal does not answer");
    }
    return new Running() {
      @Override
      public String executionId() {
        return "e-1";
      }

      @Override
      public Optional<String> nextEvent() throws InterruptedException {
        return events.take();
      }

      @Override
      public void cancel() {
        cancelled.countDown();
        events.add(Optional.of("{\"type\":\"finished\",\"phase\":\"CANCELLED\"}"));
        end(Ending.CANCELLED);
      }

      @Override
      public Ending ending() {
        return ending;
      }
    };
  }

  @Override
  public boolean cancel(String executionId) {
    return executionId.equals("e-1");
  }

  @Override
  public List<AgentSummary> agents() {
    return List.of(
        new AgentSummary("assistant", "Helps"), new AgentSummary("pr-reviewer", "Reviews grüße"));
  }
}
