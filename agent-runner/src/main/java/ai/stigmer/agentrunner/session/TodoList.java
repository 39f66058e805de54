package ai.stigmer.agentrunner.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import ai.stigmer.agentrunner.conversation.Todo;
import ai.stigmer.agentrunner.json.JsonObject;
import ai.stigmer.agentrunner.json.JsonValue;
import ai.stigmer.agentrunner.json.MalformedJsonException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// What a session's agent set out to do, on disk.
public final class TodoList {

  private final Path file;

  TodoList(Path file) {
    this.file = file;
  }

  /// The list as it was last written; empty at first.
  ///
  /// @throws SessionException if it cannot be read
  public List<Todo> read() {
    try (InputStream content = Files.newInputStream(file, READ, NOFOLLOW_LINKS)) {
      JsonValue list = JsonValue.parse(new String(content.readAllBytes(), UTF_8));
      if (!list.isList()) {
        throw new IllegalArgumentException("no list");
      }
      return list.elements().stream().map(TodoList::todo).toList();
    } catch (NoSuchFileException none) {
      return List.of();
    } catch (MalformedJsonException | IllegalArgumentException malformed) {
      throw RecordFile.damaged(file, "its JSON", malformed);
    } catch (IOException failure) {
      throw RecordFile.unusable(file, failure);
    }
  }

  /// Writes the list anew; it is there wholly or not at all.
  ///
  /// @throws SessionException if it cannot be written
  public void replace(List<Todo> todos) {
    String list = JsonObject.list(todos.stream().map(TodoList::json).toList());
    Path next = file.resolveSibling(file.getFileName() + ".new");
    try {
      try (FileChannel channel =
          FileChannel.open(
              next,
              Set.of(CREATE, WRITE, TRUNCATE_EXISTING, NOFOLLOW_LINKS),
              RecordFile.PERMISSIONS)) {
        for (ByteBuffer rest = ByteBuffer.wrap(list.getBytes(UTF_8)); rest.hasRemaining(); ) {
          channel.write(rest);
        }
      }
      Files.move(next, file, ATOMIC_MOVE);
    } catch (IOException failure) {
      throw RecordFile.unusable(file, failure);
    }
  }

  private static JsonObject json(Todo todo) {
    return new JsonObject()
        .with("id", todo.id())
        .with("content", todo.content())
        .with("status", todo.status().name());
  }

  private static Todo todo(JsonValue todo) {
    return new Todo(
        text(todo, "id"), text(todo, "content"), Todo.Status.valueOf(text(todo, "status")));
  }

  private static String text(JsonValue todo, String name) {
    return todo.get(name)
        .text()
        .orElseThrow(() -> new IllegalArgumentException("no text '" + name + "'"));
  }
}
