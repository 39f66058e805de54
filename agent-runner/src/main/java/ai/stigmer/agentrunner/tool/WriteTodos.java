package ai.stigmer.agentrunner.tool;

import ai.stigmer.agentrunner.conversation.Todo;
import ai.stigmer.agentrunner.conversation.ToolResult;
import ai.stigmer.agentrunner.conversation.ToolSpecification;
import ai.stigmer.agentrunner.conversation.ToolSpecification.Parameter;
import ai.stigmer.agentrunner.session.TodoList;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// `write_todos`: the agent says what it set out to do.
record WriteTodos(TodoList list) implements SessionTool {

  private static final int MOST = 200;
  private static final int LONGEST = 1000;

  @Override
  public ToolSpecification specification() {
    return new ToolSpecification(
        "write_todos",
        "Writes your list of things to do for this session, in place of the one before, so always"
            + " give the whole list. Use it for work of three or more steps: write the list first,"
            + " mark one thing in_progress before you begin it and completed as soon as it is done."
            + " The person you work for sees the list. At most %d things.".formatted(MOST),
        List.of(
            new Parameter(
                "todos",
                new ToolSpecification.Type.Objects(
                    List.of(
                        Parameters.text("content", "What is to be done, in one short sentence."),
                        new Parameter(
                            "status",
                            new ToolSpecification.Type.Choice(
                                Stream.of(Todo.Status.values()).map(WriteTodos::word).toList()),
                            true,
                            "How far it is."),
                        Parameters.optionalText(
                            "id",
                            "A short name that stays the same while the list changes; its place in"
                                + " the list if left out."))),
                true,
                "The whole list, in the order the work is done.")));
  }

  @Override
  public ToolResult call(Arguments arguments) {
    List<Arguments> given = arguments.objects("todos");
    if (given.size() > MOST) {
      throw new InvalidArgumentsException(
          "%d things to do are too many; write at most %d.".formatted(given.size(), MOST));
    }
    var todos = new ArrayList<Todo>();
    var ids = new HashSet<String>();
    for (Arguments each : given) {
      String id = each.optionalText("id").orElse(Integer.toString(todos.size() + 1));
      if (!ids.add(id)) {
        throw new InvalidArgumentsException(
            "Two things to do have the id '%s'; give each its own."
                .formatted(Texts.shortened(id, 100)));
      }
      todos.add(
          new Todo(
              Texts.shortened(id, 100),
              Texts.shortened(each.text("content"), LONGEST),
              Todo.Status.valueOf(each.text("status").toUpperCase(Locale.ROOT))));
    }
    list.replace(todos);
    return ToolResult.of("The list now:\n" + shown(todos));
  }

  /// The list as a model reads it.
  static String shown(List<Todo> todos) {
    return todos.isEmpty()
        ? "Nothing to do is listed."
        : String.join(
            "\n",
            todos.stream()
                .map(
                    todo -> "%s. [%s] %s".formatted(todo.id(), word(todo.status()), todo.content()))
                .toList());
  }

  private static String word(Todo.Status status) {
    return status.name().toLowerCase(Locale.ROOT);
  }
}
