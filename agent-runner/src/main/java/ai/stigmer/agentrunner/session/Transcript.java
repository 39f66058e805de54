package ai.stigmer.agentrunner.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import ai.stigmer.agentrunner.conversation.Turn;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// A session's conversation on disk, one turn a line of JSON.
///
/// A turn is there for good once `append` returned, and wholly or not at all: half a line at the
/// end, left by a program that was killed, counts for nothing and is overwritten. One program at a
/// time writes; see [SessionLock].
public final class Transcript {

  private static final int BLOCK = 8192;

  private final Path file;

  Transcript(Path file) {
    this.file = file;
  }

  /// One recorded turn.
  ///
  /// @param executionId the execution it belongs to
  public record Entry(String executionId, Turn turn) {}

  /// Adds a turn to the end.
  ///
  /// @throws SessionException if it cannot be written
  public void append(String executionId, Turn turn) {
    byte[] line = (TurnJson.write(new Entry(executionId, turn)) + "\n").getBytes(UTF_8);
    boolean isNew = Files.notExists(file, NOFOLLOW_LINKS);
    try (FileChannel channel =
        FileChannel.open(
            file, Set.of(CREATE, READ, WRITE, NOFOLLOW_LINKS), RecordFile.PERMISSIONS)) {
      long end = endOfLines(channel);
      channel.truncate(end).position(end);
      for (ByteBuffer rest = ByteBuffer.wrap(line); rest.hasRemaining(); ) {
        channel.write(rest);
      }
      channel.force(true);
      if (isNew) {
        keepName();
      }
    } catch (IOException failure) {
      throw RecordFile.unusable(file, failure);
    }
  }

  /// The conversation as an execution remembers it: first the newest of the other executions, each
  /// in one piece, then all of its own turns.
  ///
  /// @throws SessionException if it cannot be read, or a line is no turn
  public List<Entry> turns(String executionId) {
    var recollection = new Recollection(executionId);
    try (var content =
        new BufferedInputStream(Files.newInputStream(file, READ, NOFOLLOW_LINKS), BLOCK)) {
      var line = new ByteArrayOutputStream();
      int number = 1;
      for (int next = content.read(); next >= 0; next = content.read()) {
        if (next == '\n') {
          recollection.add(entry(line.toString(UTF_8), number++), line.size());
          line.reset();
        } else {
          line.write(next);
        }
      }
    } catch (NoSuchFileException none) {
      return List.of();
    } catch (IOException failure) {
      throw RecordFile.unusable(file, failure);
    }
    return recollection.entries();
  }

  private Entry entry(String line, int number) {
    try {
      return TurnJson.read(line);
    } catch (IOException malformed) {
      throw RecordFile.damaged(file, "line " + number, malformed);
    }
  }

  private static long endOfLines(FileChannel channel) throws IOException {
    long end = channel.size();
    while (end > 0) {
      ByteBuffer block = ByteBuffer.allocate((int) Math.min(BLOCK, end));
      long start = end - block.capacity();
      while (block.hasRemaining()) {
        if (channel.read(block, start + block.position()) < 0) {
          throw new IOException("became shorter while it was read");
        }
      }
      for (int index = block.capacity() - 1; index >= 0; index--) {
        if (block.get(index) == '\n') {
          return start + index + 1;
        }
      }
      end = start;
    }
    return 0;
  }

  /// A new file's name is only sure to stay once its folder is written, too.
  private void keepName() throws IOException {
    try (FileChannel folder = FileChannel.open(file.resolveSibling(""), READ)) {
      folder.force(true);
    }
  }
}
