package ai.stigmer.agentrunner.backend;

import static ai.stigmer.agentrunner.contract.ExecutionPhase.EXECUTION_CANCELLED;
import static ai.stigmer.agentrunner.contract.ExecutionPhase.EXECUTION_COMPLETED;
import static ai.stigmer.agentrunner.contract.ExecutionPhase.EXECUTION_FAILED;
import static ai.stigmer.agentrunner.contract.ExecutionPhase.EXECUTION_IN_PROGRESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.agentrunner.config.BackendSettings;
import ai.stigmer.agentrunner.contract.AgentExecution;
import ai.stigmer.agentrunner.contract.AgentExecutionStatus;
import ai.stigmer.agentrunner.contract.AgentExecutionUpdateStatusInput;
import ai.stigmer.agentrunner.contract.AgentInstance;
import ai.stigmer.agentrunner.contract.ExecutionPhase;
import ai.stigmer.agentrunner.contract.MessageType;
import ai.stigmer.agentrunner.contract.Session;
import ai.stigmer.agentrunner.execution.BackendException;
import io.grpc.Status;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class ServerBackendTest {

  private final StandInServer server = StandInServer.start();
  private final AgentExecution execution = server.keep("Be brief.");
  private final ServerBackend backend =
      ServerBackend.at(new BackendSettings(server.endpoint(), Optional.empty()));

  @AfterEach
  void hangUp() {
    backend.close();
    server.close();
  }

  @Test
  void anExecutionsAgentIsThatOfItsSessionsInstance() throws InterruptedException {
    assertThat(backend.agentOf(execution).getSpec().getInstructions()).isEqualTo("Be brief.");
    assertThat(server.calls())
        .containsExactly(
            "ai.stigmer.agentic.session.v1.SessionQueryController/get",
            "ai.stigmer.agentic.agentinstance.v1.AgentInstanceQueryController/get",
            "ai.stigmer.agentic.agent.v1.AgentQueryController/get");
  }

  @Test
  void anExecutionWithoutASessionHasTheAgentItNames() throws InterruptedException {
    assertThat(backend.agentOf(of("", "agt-1")).getSpec().getInstructions()).isEqualTo("Be brief.");
    assertThat(server.calls())
        .containsExactly("ai.stigmer.agentic.agent.v1.AgentQueryController/get");
  }

  @Test
  void whatTheServerDoesNotHaveIsNamed() {
    server.keep("ses-2", Session.getDefaultInstance());
    server.keep("ses-3", sessionOf("ain-3"));
    server.keep("ain-3", AgentInstance.getDefaultInstance());
    server.keep("ses-4", sessionOf("ain-4"));

    assertThatThrownBy(() -> backend.agentOf(of("", "")))
        .isInstanceOf(BackendException.class)
        .hasMessage("Execution 'aex-9' names neither a session nor an agent");
    assertThatThrownBy(() -> backend.agentOf(of("ses-9", "agt-1")))
        .hasMessageContaining("has no session 'ses-9'");
    assertThatThrownBy(() -> backend.agentOf(of("ses-2", "")))
        .hasMessage(
            "Session 'ses-2' on the server at %s names no agent instance", server.endpoint());
    assertThatThrownBy(() -> backend.agentOf(of("ses-3", "")))
        .hasMessage("Agent instance 'ain-3' on the server at %s names no agent", server.endpoint());
    assertThatThrownBy(() -> backend.agentOf(of("ses-4", "")))
        .hasMessageContaining("has no agent instance 'ain-4'");
    assertThatThrownBy(() -> backend.agentOf(of("", "agt-9")))
        .hasMessageContaining("has no agent 'agt-9'");
  }

  @Test
  void aWholeExecutionIsToldInOrderAndEndsInItsLastWord() throws InterruptedException {
    for (int step = 1; step <= 50; step++) {
      backend.report("aex-1", said(EXECUTION_IN_PROGRESS, step));
    }
    backend.report("aex-1", said(EXECUTION_COMPLETED, 51));

    assertThat(server.updates())
        .hasSizeBetween(1, 50)
        .isSortedAccordingTo((one, other) -> Integer.compare(messages(one), messages(other)))
        .last()
        .satisfies(last -> assertThat(last.getStatus().getPhase()).isEqualTo(EXECUTION_COMPLETED));
    assertThat(server.execution("aex-1").getStatus()).isEqualTo(said(EXECUTION_COMPLETED, 51));
  }

  @Test
  void onlyTheNewestOfManyStepsIsSent() throws InterruptedException {
    var arrived = new Semaphore(0);
    var goOn = new CountDownLatch(1);
    server.beforeUpdate(() -> {
      arrived.release();
      await(goOn);
    });
    backend.report("aex-1", said(EXECUTION_IN_PROGRESS, 1));
    arrived.acquire();
    for (int step = 2; step <= 50; step++) {
      backend.report("aex-1", said(EXECUTION_IN_PROGRESS, step));
    }

    goOn.countDown();
    arrived.acquire();
    backend.report("aex-1", said(EXECUTION_COMPLETED, 51));

    assertThat(server.updates()).extracting(ServerBackendTest::messages).containsExactly(1, 50, 51);
  }

  @Test
  void theLastWordWaitsForWhatIsOnItsWay() throws InterruptedException {
    var arrived = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    server.beforeUpdate(() -> {
      arrived.countDown();
      await(goOn);
    });
    backend.report("aex-1", said(EXECUTION_IN_PROGRESS, 1));
    arrived.await();
    Thread last = Thread.ofVirtual().start(() -> reportUninterrupted(said(EXECUTION_COMPLETED, 2)));

    goOn.countDown();
    last.join();

    assertThat(server.updates()).extracting(ServerBackendTest::messages).containsExactly(1, 2);
  }

  @Test
  void executionsDoNotWaitForEachOther() throws InterruptedException {
    server.keep(of("ses-1", ""));
    var arrived = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    server.beforeUpdate(() -> {
      server.beforeUpdate(() -> {});
      arrived.countDown();
      await(goOn);
    });
    backend.report("aex-1", said(EXECUTION_IN_PROGRESS, 1));
    arrived.await();

    backend.report("aex-9", said(EXECUTION_COMPLETED, 1));

    assertThat(server.execution("aex-9").getStatus().getPhase()).isEqualTo(EXECUTION_COMPLETED);
    goOn.countDown();
  }

  @Test
  void progressThatIsRefusedDoesNotEndTheExecution() throws InterruptedException {
    server.fail(1, Status.PERMISSION_DENIED);

    backend.report("aex-1", said(EXECUTION_IN_PROGRESS, 1));
    while (server.calls().isEmpty()) {
      Thread.sleep(1);
    }
    backend.report("aex-1", said(EXECUTION_COMPLETED, 2));

    assertThat(server.updates()).extracting(ServerBackendTest::messages).containsExactly(2);
  }

  @ParameterizedTest
  @EnumSource(
      value = ExecutionPhase.class,
      names = {"EXECUTION_COMPLETED", "EXECUTION_FAILED", "EXECUTION_CANCELLED"})
  void aLastWordThatIsRefusedIsAFailure(ExecutionPhase phase) {
    server.fail(1, Status.PERMISSION_DENIED.withDescription("read only"));

    assertThatThrownBy(() -> backend.report("aex-1", said(phase, 1)))
        .isInstanceOf(BackendException.class)
        .hasMessageContaining("does not let the worker update execution 'aex-1' (read only)");
  }

  @Test
  void anExecutionTheServerDoesNotHaveIsNamed() {
    assertThatThrownBy(() -> backend.report("aex-7", said(EXECUTION_FAILED, 1)))
        .hasMessageContaining("has no execution 'aex-7'");
  }

  @Test
  void aServerThatIsAwayWhenTheExecutionEndsIsToldWhenItReturns() throws InterruptedException {
    backend.report("aex-1", said(EXECUTION_IN_PROGRESS, 1));
    server.stop();
    backend.report("aex-1", said(EXECUTION_IN_PROGRESS, 2));
    Thread last = Thread.ofVirtual().start(() -> reportUninterrupted(said(EXECUTION_CANCELLED, 3)));
    Thread.sleep(2_000);

    server.restart();
    last.join();

    assertThat(server.execution("aex-1").getStatus()).isEqualTo(said(EXECUTION_CANCELLED, 3));
  }

  private void reportUninterrupted(AgentExecutionStatus status) {
    try {
      backend.report("aex-1", status);
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  private static AgentExecution of(String sessionId, String agentId) {
    var execution = AgentExecution.newBuilder();
    execution.getMetadataBuilder().setId("aex-9");
    execution.getSpecBuilder().setSessionId(sessionId).setAgentId(agentId);
    return execution.build();
  }

  private static Session sessionOf(String instanceId) {
    var session = Session.newBuilder();
    session.getSpecBuilder().setAgentInstanceId(instanceId);
    return session.build();
  }

  /// A status with that many messages.
  private static AgentExecutionStatus said(ExecutionPhase phase, int count) {
    var status = AgentExecutionStatus.newBuilder().setPhase(phase);
    for (int message = 0; message < count; message++) {
      status.addMessagesBuilder().setType(MessageType.MESSAGE_AI).setContent("Step " + message);
    }
    return status.build();
  }

  private static int messages(AgentExecutionUpdateStatusInput update) {
    return update.getStatus().getMessagesCount();
  }
}
