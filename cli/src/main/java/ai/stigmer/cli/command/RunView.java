package ai.stigmer.cli.command;

import ai.stigmer.cli.agent.ExecutionEvent;
import java.io.PrintWriter;

/// What a person sees of an execution: what the agent says on one stream, what it does on the
/// other.
final class RunView {

  private static final int WIDEST = 120;

  private final PrintWriter out;
  private final PrintWriter err;
  private final StringBuilder streamed = new StringBuilder();

  RunView(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  void show(ExecutionEvent event) {
    switch (event) {
      case ExecutionEvent.Started started -> err.println("session " + started.sessionId());
      case ExecutionEvent.Text text -> {
        streamed.append(text.delta());
        out.print(text.delta());
        out.flush();
      }
      case ExecutionEvent.Message(String role, String text) when role.equals("system") -> {
        complete(streamed.toString());
        err.println(text);
      }
      case ExecutionEvent.Message message -> complete(message.text());
      case ExecutionEvent.ToolCall call -> {
        complete(streamed.toString());
        err.println("→ " + line(call.name() + " " + call.arguments()));
      }
      case ExecutionEvent.ToolResult result ->
          err.println(
              (result.failed() ? "✗ " : "✓ ") + line(result.name() + ": " + result.result()));
      case ExecutionEvent.Todos todos ->
          todos
              .todos()
              .forEach(todo ->
                  err.println(
                      "  [%s] %s"
                          .formatted(
                              todo.status().equals("completed") ? "x" : " ",
                              line(todo.content()))));
      case ExecutionEvent.Finished finished -> {
        complete(streamed.toString());
        if (!finished.error().isEmpty()) {
          err.println("stigmer: " + finished.error());
        }
      }
      case ExecutionEvent.Unknown _ -> {}
    }
  }

  /// Prints what of a text has not been streamed, and ends its line.
  private void complete(String text) {
    String before = streamed.toString();
    streamed.setLength(0);
    if (text.startsWith(before)) {
      if (!text.isEmpty()) {
        out.println(text.substring(before.length()));
      }
    } else {
      out.println();
      out.println(text);
    }
  }

  private static String line(String text) {
    String first = text.lines().findFirst().orElse("");
    boolean cut = first.length() > WIDEST || first.length() < text.strip().length();
    return cut ? first.substring(0, Math.min(first.length(), WIDEST)) + " …" : first;
  }
}
