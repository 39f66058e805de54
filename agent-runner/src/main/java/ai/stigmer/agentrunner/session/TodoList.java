package ai.stigmer.agentrunner.session;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import ai.stigmer.agentrunner.conversation.Todo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
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
      return List.of(RecordFile.JSON.readValue(content, Todo[].class));
    } catch (NoSuchFileException none) {
      return List.of();
    } catch (JsonProcessingException malformed) {
      throw RecordFile.damaged(file, "its JSON", malformed);
    } catch (IOException failure) {
      throw RecordFile.unusable(file, failure);
    }
  }

  /// Writes the list anew; it is there wholly or not at all.
  ///
  /// @throws SessionException if it cannot be written
  public void replace(List<Todo> todos) {
    ArrayNode list = RecordFile.JSON.valueToTree(todos);
    Path next = file.resolveSibling(file.getFileName() + ".new");
    try {
      try (FileChannel channel =
          FileChannel.open(
              next,
              Set.of(CREATE, WRITE, TRUNCATE_EXISTING, NOFOLLOW_LINKS),
              RecordFile.PERMISSIONS)) {
        for (ByteBuffer rest = ByteBuffer.wrap(RecordFile.JSON.writeValueAsBytes(list));
            rest.hasRemaining(); ) {
          channel.write(rest);
        }
      }
      Files.move(next, file, ATOMIC_MOVE);
    } catch (IOException failure) {
      throw RecordFile.unusable(file, failure);
    }
  }
}
