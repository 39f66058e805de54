package ai.stigmer.agentrunner.backend;

import ai.stigmer.agentrunner.contract.Agent;
import ai.stigmer.agentrunner.contract.AgentExecution;
import ai.stigmer.agentrunner.contract.AgentExecutionStatus;
import ai.stigmer.agentrunner.contract.AgentExecutionUpdateStatusInput;
import ai.stigmer.agentrunner.contract.AgentId;
import ai.stigmer.agentrunner.contract.AgentInstance;
import ai.stigmer.agentrunner.contract.AgentInstanceId;
import ai.stigmer.agentrunner.contract.Session;
import ai.stigmer.agentrunner.contract.SessionId;
import io.grpc.MethodDescriptor;

/// One thing the server is asked for, in its words and in a person's.
///
/// @param purpose what the worker wants to do with the subject, such as "read"
/// @param subject what it is about, such as "session 'ses-1'"
record Errand<Q, A>(MethodDescriptor<Q, A> method, Q question, String purpose, String subject) {

  static Errand<SessionId, Session> session(String id) {
    return new Errand<>(
        ServerMethods.SESSION,
        SessionId.newBuilder().setValue(id).build(),
        "read",
        "session '%s'".formatted(id));
  }

  static Errand<AgentInstanceId, AgentInstance> agentInstance(String id) {
    return new Errand<>(
        ServerMethods.AGENT_INSTANCE,
        AgentInstanceId.newBuilder().setValue(id).build(),
        "read",
        "agent instance '%s'".formatted(id));
  }

  static Errand<AgentId, Agent> agent(String id) {
    return new Errand<>(
        ServerMethods.AGENT,
        AgentId.newBuilder().setValue(id).build(),
        "read",
        "agent '%s'".formatted(id));
  }

  static Errand<AgentExecutionUpdateStatusInput, AgentExecution> updateStatus(
      String id, AgentExecutionStatus status) {
    return new Errand<>(
        ServerMethods.UPDATE_STATUS,
        AgentExecutionUpdateStatusInput.newBuilder().setExecutionId(id).setStatus(status).build(),
        "update",
        "execution '%s'".formatted(id));
  }
}
