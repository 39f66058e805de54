package ai.stigmer.agentrunner.backend;

import ai.stigmer.agentrunner.contract.Agent;
import ai.stigmer.agentrunner.contract.AgentExecution;
import ai.stigmer.agentrunner.contract.AgentExecutionUpdateStatusInput;
import ai.stigmer.agentrunner.contract.AgentId;
import ai.stigmer.agentrunner.contract.AgentInstance;
import ai.stigmer.agentrunner.contract.AgentInstanceId;
import ai.stigmer.agentrunner.contract.Session;
import ai.stigmer.agentrunner.contract.SessionId;
import com.google.protobuf.Message;
import io.grpc.MethodDescriptor;
import io.grpc.protobuf.ProtoUtils;

/// The methods of the server that the worker calls.
final class ServerMethods {

  static final MethodDescriptor<SessionId, Session> SESSION =
      method(
          "ai.stigmer.agentic.session.v1.SessionQueryController/get",
          SessionId.getDefaultInstance(),
          Session.getDefaultInstance());

  static final MethodDescriptor<AgentInstanceId, AgentInstance> AGENT_INSTANCE =
      method(
          "ai.stigmer.agentic.agentinstance.v1.AgentInstanceQueryController/get",
          AgentInstanceId.getDefaultInstance(),
          AgentInstance.getDefaultInstance());

  static final MethodDescriptor<AgentId, Agent> AGENT =
      method(
          "ai.stigmer.agentic.agent.v1.AgentQueryController/get",
          AgentId.getDefaultInstance(),
          Agent.getDefaultInstance());

  static final MethodDescriptor<AgentExecutionUpdateStatusInput, AgentExecution> UPDATE_STATUS =
      method(
          "ai.stigmer.agentic.agentexecution.v1.AgentExecutionCommandController/updateStatus",
          AgentExecutionUpdateStatusInput.getDefaultInstance(),
          AgentExecution.getDefaultInstance());

  private ServerMethods() {}

  private static <Q extends Message, A extends Message> MethodDescriptor<Q, A> method(
      String fullName, Q question, A answer) {
    return MethodDescriptor.<Q, A>newBuilder()
        .setType(MethodDescriptor.MethodType.UNARY)
        .setFullMethodName(fullName)
        .setRequestMarshaller(ProtoUtils.marshaller(question))
        .setResponseMarshaller(ProtoUtils.marshaller(answer))
        .build();
  }
}
