package ai.stigmer.agentrunner.tool;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// Reads a file line by line in little memory, however long its lines are.
final class LineReader implements Closeable {

  private static final int BLOCK = 8192;

  private final InputStream input;
  private final int longest;
  private final Deadline deadline;
  private final byte[] block = new byte[BLOCK];
  private int position;
  private int end;

  /// Reads that input, which it closes.
  ///
  /// @param longest how many bytes of a line are kept
  /// @param deadline until when it may read: an empty file of a terabyte is made in no time
  LineReader(InputStream input, int longest, Deadline deadline) {
    this.input = input;
    this.longest = longest;
    this.deadline = deadline;
  }

  /// One line.
  ///
  /// @param text the line without its end
  /// @param whole whether that is all of it
  record Line(String text, boolean whole) {}

  /// Whether the file begins like something that is no text. To be asked before the first line.
  boolean isBinary() throws IOException {
    fill();
    for (int index = 0; index < end; index++) {
      if (block[index] == 0) {
        return true;
      }
    }
    return false;
  }

  /// The next line, or none at the end.
  Optional<Line> next() throws IOException {
    if (atEnd()) {
      return Optional.empty();
    }
    var kept = new ByteArrayOutputStream();
    boolean whole = true;
    while (!atEnd()) {
      int start = position;
      while (position < end && block[position] != '\n') {
        position++;
      }
      int room = Math.min(position - start, longest - kept.size());
      kept.write(block, start, room);
      whole &= room == position - start;
      if (position < end) {
        position++;
        break;
      }
    }
    String text = kept.toString(UTF_8);
    return Optional.of(
        new Line(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text, whole));
  }

  private boolean atEnd() throws IOException {
    if (position == end) {
      fill();
    }
    return end <= 0;
  }

  private void fill() throws IOException {
    deadline.check();
    position = 0;
    end = Math.max(0, input.read(block));
  }

  @Override
  public void close() throws IOException {
    input.close();
  }
}
