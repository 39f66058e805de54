package ai.stigmer.agentrunner.worker;

import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc;
import java.util.Arrays;
import java.util.Optional;

/// What a worker polls for.
enum TaskKind {
  ACTIVITIES(WorkflowServiceGrpc.getPollActivityTaskQueueMethod().getFullMethodName()),
  WORKFLOWS(WorkflowServiceGrpc.getPollWorkflowTaskQueueMethod().getFullMethodName());

  private final String method;

  TaskKind(String method) {
    this.method = method;
  }

  /// What is polled for by that method of Temporal's service.
  static Optional<TaskKind> polledBy(String method) {
    return Arrays.stream(values()).filter(kind -> kind.method.equals(method)).findFirst();
  }

  /// The kind in a sentence.
  String text() {
    return switch (this) {
      case ACTIVITIES -> "activities";
      case WORKFLOWS -> "workflows";
    };
  }
}
