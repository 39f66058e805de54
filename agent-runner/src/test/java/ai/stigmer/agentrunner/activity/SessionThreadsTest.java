package ai.stigmer.agentrunner.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.agentrunner.worker.EnsureThreadCaller;
import io.temporal.client.WorkflowOptions;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestWorkflowEnvironment;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class SessionThreadsTest {

  private static final RandomGenerator FIXED = () -> 0x0000_00af_0000_0000L;

  private final ThreadActivities threads = new SessionThreads(FIXED);

  @Test
  void aSessionHasOneThread() {
    assertThat(threads.ensureThread("s-1", "a-1")).isEqualTo("thread-s-1");
  }

  @Test
  void withoutASessionTheAgentGetsAThreadOfItsOwn() {
    assertThat(threads.ensureThread("", "a-1")).isEqualTo("ephemeral-a-1-000000af");
    assertThat(threads.ensureThread(null, "a-1")).isEqualTo("ephemeral-a-1-000000af");
  }

  @Test
  void withNeitherThereIsNothingToRetry() {
    assertThatThrownBy(() -> threads.ensureThread(null, ""))
        .isInstanceOfSatisfying(
            ApplicationFailure.class, failure -> assertThat(failure.isNonRetryable()).isTrue());
  }

  @Test
  void aWorkflowCallsItByItsNameInTheContract() {
    try (var environment = TestWorkflowEnvironment.newInstance()) {
      environment
          .newWorker("agent_execution_runner")
          .registerActivitiesImplementations(new SessionThreads(FIXED));
      environment
          .newWorker("caller")
          .registerWorkflowImplementationTypes(EnsureThreadCaller.OnQueue.class);
      environment.start();

      EnsureThreadCaller caller =
          environment
              .getWorkflowClient()
              .newWorkflowStub(
                  EnsureThreadCaller.class,
                  WorkflowOptions.newBuilder().setTaskQueue("caller").build());

      assertThat(caller.call("agent_execution_runner", "s-1", "a-1")).isEqualTo("thread-s-1");
    }
  }
}
