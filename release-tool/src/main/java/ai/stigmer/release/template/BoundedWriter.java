package ai.stigmer.release.template;

import java.io.IOException;
import java.io.Writer;

/// Keeps what is written, up to a limit.
final class BoundedWriter extends Writer {

  static final int LONGEST = 1 << 20;

  private final StringBuilder written = new StringBuilder();

  @Override
  public void write(char[] characters, int offset, int length) throws IOException {
    if (length > LONGEST - written.length()) {
      throw new IOException("more than " + LONGEST + " characters");
    }
    written.append(characters, offset, length);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}

  @Override
  public String toString() {
    return written.toString();
  }
}
