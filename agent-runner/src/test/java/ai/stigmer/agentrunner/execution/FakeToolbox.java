package ai.stigmer.agentrunner.execution;

import ai.stigmer.agentrunner.conversation.Todo;
import ai.stigmer.agentrunner.conversation.ToolRequest;
import ai.stigmer.agentrunner.conversation.ToolResult;
import ai.stigmer.agentrunner.conversation.ToolSpecification;
import ai.stigmer.agentrunner.conversation.Toolbox;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// Tools that remember their calls: `echo` gives its arguments back, `break` has a defect, `wait`
/// does not end by itself, `plan` sets out to do what its arguments say.
public final class FakeToolbox implements Toolbox {

  private final List<ToolRequest> calls = Collections.synchronizedList(new ArrayList<>());
  private final List<Todo> todos = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch waiting = new CountDownLatch(1);

  @Override
  public List<ToolSpecification> specifications() {
    return List.of(new ToolSpecification("echo", "gives its arguments back", List.of()));
  }

  @Override
  public ToolResult call(ToolRequest request) throws InterruptedException {
    calls.add(request);
    return switch (request.name()) {
      case "echo" -> ToolResult.of(request.arguments());
      case "break" -> throw new IllegalStateException("a defect");
      case "plan" -> {
        todos.add(new Todo("1", request.arguments(), Todo.Status.IN_PROGRESS));
        yield ToolResult.of("noted");
      }
      case "wait" -> {
        waiting.countDown();
        Thread.sleep(Long.MAX_VALUE);
        yield ToolResult.of("never");
      }
      default -> ToolResult.failure("there is no tool " + request.name());
    };
  }

  @Override
  public List<Todo> todos() {
    return List.copyOf(todos);
  }

  /// The calls that were made, as `name id`.
  public List<String> calls() {
    return calls.stream().map(call -> call.name() + " " + call.id()).toList();
  }

  /// Waits until `wait` has been called.
  public void awaitWaiting() throws InterruptedException {
    waiting.await();
  }
}
