package ai.stigmer.agentrunner.execution;

import ai.stigmer.agentrunner.contract.TodoItem;
import ai.stigmer.agentrunner.contract.TodoStatus;
import ai.stigmer.agentrunner.conversation.Todo;
import java.time.Instant;

/// What an agent set out to do, as a status tells it.
final class Todos {

  private static final int LONGEST = 256;

  private Todos() {}

  /// The item of a thing that is new.
  static TodoItem item(Todo todo, Instant at) {
    return TodoItem.newBuilder()
        .setId(Budget.beginning(todo.id(), LONGEST))
        .setContent(Budget.beginning(todo.content(), LONGEST))
        .setStatus(status(todo.status()))
        .setCreatedAt(at.toString())
        .setUpdatedAt(at.toString())
        .build();
  }

  /// The item of a thing that was there before.
  static TodoItem since(TodoItem before, TodoItem now) {
    TodoItem older = now.toBuilder().setCreatedAt(before.getCreatedAt()).build();
    return older.toBuilder().setUpdatedAt(before.getUpdatedAt()).build().equals(before)
        ? before
        : older;
  }

  private static TodoStatus status(Todo.Status status) {
    return switch (status) {
      case PENDING -> TodoStatus.TODO_PENDING;
      case IN_PROGRESS -> TodoStatus.TODO_IN_PROGRESS;
      case COMPLETED -> TodoStatus.TODO_COMPLETED;
      case CANCELLED -> TodoStatus.TODO_CANCELLED;
    };
  }
}
