package ai.stigmer.agentrunner.backend;

import static ai.stigmer.agentrunner.execution.ScriptedReplies.asks;
import static ai.stigmer.agentrunner.execution.ScriptedReplies.says;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.agentrunner.activity.AgentExecutions;
import ai.stigmer.agentrunner.activity.SessionThreads;
import ai.stigmer.agentrunner.config.BackendSettings;
import ai.stigmer.agentrunner.contract.AgentExecution;
import ai.stigmer.agentrunner.contract.AgentExecutionStatus;
import ai.stigmer.agentrunner.contract.ExecutionPhase;
import ai.stigmer.agentrunner.contract.ToolCallStatus;
import ai.stigmer.agentrunner.conversation.LanguageModel;
import ai.stigmer.agentrunner.execution.FakeToolbox;
import ai.stigmer.agentrunner.execution.ScriptedReplies;
import ai.stigmer.agentrunner.execution.Sessions;
import ai.stigmer.agentrunner.session.SessionFolders;
import com.google.protobuf.ByteString;
import com.google.protobuf.util.JsonFormat;
import io.grpc.Status;
import io.temporal.api.common.v1.Payload;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.converter.RawValue;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The worker's activities under a workflow of the server's: its queue, time-outs and payloads on
/// Temporal's side, its four methods on gRPC's.
@Timeout(300)
class ServerContractIT {

  /// An execution as the server's Temporal client writes it, fields that the worker has no use for
  /// included.
  private static final String EXECUTION =
      """
      {"apiVersion":"agentic.stigmer.ai/v1","kind":"AgentExecution",
       "metadata":{"name":"greet","slug":"greet","id":"aex-1","org":"local","ownerScope":"identity_account",
                   "labels":{"team":"a"},"tags":["x"],"version":{"id":"v1","message":"first"}},
       "spec":{%s"message":"Say hello.","executionConfig":{"modelName":"stand-in"},
               "runtimeEnv":{"TOKEN":{"value":"t","isSecret":true}},"callbackToken":"AQID"},
       "status":{"phase":"EXECUTION_PENDING","audit":{"specAudit":{"event":"created"}}}}
      """;

  private static final String OF_A_SESSION = EXECUTION.formatted("\"sessionId\":\"ses-1\",");
  private static final String OF_AN_AGENT = EXECUTION.formatted("\"agentId\":\"agt-1\",");

  private final StandInServer server = StandInServer.start();
  private final ServerBackend backend =
      ServerBackend.at(new BackendSettings(server.endpoint(), Optional.empty()));
  private final List<String> modelsAsked = new CopyOnWriteArrayList<>();
  private final List<String> instructions = new CopyOnWriteArrayList<>();

  @TempDir private Path workspace;

  private final TestWorkflowEnvironment temporal =
      TestWorkflowEnvironment.newInstance(
          TestEnvironmentOptions.newBuilder().setUseTimeskipping(false).build());

  @BeforeEach
  void startBothSides() {
    server.keep("Be brief.");
    temporal
        .newWorker(ServerWorkflow.QUEUE)
        .registerWorkflowImplementationTypes(ServerWorkflow.Invocation.class);
    temporal
        .newWorker("agent_execution_runner")
        .registerActivitiesImplementations(
            new SessionThreads(new Random(1)),
            new AgentExecutions(
                Sessions.in(new SessionFolders(workspace), _ -> new FakeToolbox()),
                this::model,
                Optional.of(backend),
                Clock.systemUTC()));
    temporal.start();
  }

  @AfterEach
  void stopBothSides() {
    temporal.close();
    backend.close();
    server.close();
  }

  @Test
  void anExecutionOfASessionIsRunToldAndReturned() throws Exception {
    RawValue returned = invoke(OF_A_SESSION);

    assertThat(returned.getPayload().getMetadataMap())
        .containsEntry("encoding", ByteString.copyFromUtf8("json/protobuf"))
        .containsEntry(
            "messageType",
            ByteString.copyFromUtf8("ai.stigmer.agentic.agentexecution.v1.AgentExecutionStatus"));
    AgentExecutionStatus status = statusIn(returned);
    assertThat(status.getPhase()).isEqualTo(ExecutionPhase.EXECUTION_COMPLETED);
    assertThat(status.getMessagesList())
        .extracting(message -> message.getType() + ": " + message.getContent())
        .containsExactly("MESSAGE_HUMAN: Say hello.", "MESSAGE_AI: ", "MESSAGE_AI: Hello!");
    assertThat(status.getToolCallsList())
        .singleElement()
        .satisfies(call -> {
          assertThat(call.getName()).isEqualTo("echo");
          assertThat(call.getStatus()).isEqualTo(ToolCallStatus.TOOL_CALL_COMPLETED);
        });
    assertThat(server.execution("aex-1").getStatus()).isEqualTo(status);
    assertThat(server.calls())
        .containsSubsequence(
            "ai.stigmer.agentic.session.v1.SessionQueryController/get",
            "ai.stigmer.agentic.agentinstance.v1.AgentInstanceQueryController/get",
            "ai.stigmer.agentic.agent.v1.AgentQueryController/get")
        .endsWith(
            "ai.stigmer.agentic.agentexecution.v1.AgentExecutionCommandController/updateStatus");
    assertThat(modelsAsked).containsExactly("stand-in");
    assertThat(instructions).containsExactly("Be brief.", "Be brief.");
    assertThat(workspace.resolve("sessions/ses-1")).isDirectory();
  }

  @Test
  void anExecutionOfAnAgentAloneHasASessionOfItsOwn() throws Exception {
    assertThat(statusIn(invoke(OF_AN_AGENT)).getPhase())
        .isEqualTo(ExecutionPhase.EXECUTION_COMPLETED);

    try (Stream<Path> sessions = Files.list(workspace.resolve("sessions"))) {
      assertThat(sessions.map(session -> session.getFileName().toString()))
          .filteredOn(name -> !name.startsWith("."))
          .singleElement()
          .asString()
          .matches("ephemeral-agt-1-[0-9a-f]{8}");
    }
  }

  @Test
  void anExecutionWhoseSessionIsGoneIsAStatusWithTheReason() throws Exception {
    AgentExecutionStatus status = statusIn(invoke(EXECUTION.formatted("\"sessionId\":\"ses-9\",")));

    assertThat(status.getPhase()).isEqualTo(ExecutionPhase.EXECUTION_FAILED);
    assertThat(status.getError()).contains("has no session 'ses-9'");
    assertThat(server.execution("aex-1").getStatus()).isEqualTo(status);
  }

  @Test
  void aServerThatIsAwayForAWhileLosesNothing() throws Exception {
    server.stop();
    WorkflowStub workflow = start(OF_A_SESSION);
    Thread.sleep(Duration.ofSeconds(2));
    server.restart();

    AgentExecutionStatus status = statusIn(workflow.getResult(RawValue.class));

    assertThat(status.getPhase()).isEqualTo(ExecutionPhase.EXECUTION_COMPLETED);
    assertThat(server.execution("aex-1").getStatus()).isEqualTo(status);
  }

  /// The server keeps what it is told by `updateStatus` and nothing else; what the activity returns
  /// it only looks at. An execution whose end it does not take would stay in progress for ever.
  @Test
  void anEndThatTheServerDoesNotTakeFailsTheActivitySoThatTheServerLearnsOfIt() {
    server.beforeUpdate(() -> {
      throw Status.PERMISSION_DENIED.withDescription("read only").asRuntimeException();
    });

    assertThatThrownBy(() -> invoke(OF_A_SESSION))
        .hasStackTraceContaining("does not let the worker update execution 'aex-1' (read only)");
  }

  /// A model that calls a tool and then says hello.
  private LanguageModel model(String name) {
    modelsAsked.add(name);
    var script = new ScriptedReplies(asks("echo c1 {}"), says("Hello!"));
    return (told, turns, tools, partialText) -> {
      instructions.add(told);
      return script.reply(told, turns, tools, partialText);
    };
  }

  private RawValue invoke(String execution) {
    return start(execution).getResult(RawValue.class);
  }

  private WorkflowStub start(String execution) {
    WorkflowStub workflow =
        temporal
            .getWorkflowClient()
            .newUntypedWorkflowStub(
                ServerWorkflow.TYPE,
                WorkflowOptions.newBuilder()
                    .setTaskQueue(ServerWorkflow.QUEUE)
                    .setWorkflowId(ServerWorkflow.TYPE + "/aex-1")
                    .setWorkflowRunTimeout(Duration.ofMinutes(10))
                    .setMemo(Map.of("activityTaskQueue", "agent_execution_runner"))
                    .build());
    workflow.start(
        new RawValue(
            Payload.newBuilder()
                .putMetadata("encoding", ByteString.copyFromUtf8("json/protobuf"))
                .putMetadata(
                    "messageType",
                    ByteString.copyFromUtf8(AgentExecution.getDescriptor().getFullName()))
                .setData(ByteString.copyFromUtf8(execution))
                .build()));
    return workflow;
  }

  private static AgentExecutionStatus statusIn(RawValue value) throws Exception {
    var status = AgentExecutionStatus.newBuilder();
    JsonFormat.parser().merge(value.getPayload().getData().toStringUtf8(), status);
    return status.build();
  }
}
