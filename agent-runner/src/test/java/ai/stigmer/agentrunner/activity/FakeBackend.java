package ai.stigmer.agentrunner.activity;

import ai.stigmer.agentrunner.contract.Agent;
import ai.stigmer.agentrunner.contract.AgentExecution;
import ai.stigmer.agentrunner.contract.AgentExecutionStatus;
import ai.stigmer.agentrunner.contract.AgentSpec;
import ai.stigmer.agentrunner.contract.ExecutionPhase;
import ai.stigmer.agentrunner.execution.Backend;
import ai.stigmer.agentrunner.execution.BackendException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// A server that knows one agent, `a-1`, and may refuse reports of progress.
final class FakeBackend implements Backend {

  private final List<AgentExecutionStatus> reports =
      Collections.synchronizedList(new ArrayList<>());
  private final boolean refusing;

  FakeBackend(boolean refusing) {
    this.refusing = refusing;
  }

  @Override
  public Agent agentOf(AgentExecution execution) {
    if (!execution.getSpec().getAgentId().equals("a-1")) {
      throw new BackendException("The server has no such agent.");
    }
    return Agent.newBuilder().setSpec(AgentSpec.newBuilder().setInstructions("Be good.")).build();
  }

  @Override
  public void report(String executionId, AgentExecutionStatus status) {
    if (refusing && status.getPhase() == ExecutionPhase.EXECUTION_IN_PROGRESS) {
      throw new BackendException("The server does not answer.");
    }
    if (!executionId.equals("e-1")) {
      throw new AssertionError(executionId);
    }
    reports.add(status);
  }

  List<AgentExecutionStatus> reports() {
    return List.copyOf(reports);
  }
}
