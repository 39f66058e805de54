package ai.stigmer.cli.runtime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/// An HTTP/1.1 answer on a connection that carries no other, since Java's own client speaks to no
/// Unix-domain socket.
///
/// @param status the status code
/// @param body the body, which fails to end if the connection is cut
/// @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-7.1">RFC 9112, chunked transfer
///   coding</a>
record HttpAnswer(int status, InputStream body) {

  private static final int LONGEST_LINE = 65_536;

  static HttpAnswer read(InputStream connection) throws IOException {
    String[] statusLine = line(connection).split(" ", 3);
    if (statusLine.length < 2 || !statusLine[1].matches("[0-9]{3}")) {
      throw new IOException("the answer is not HTTP");
    }
    boolean chunked = false;
    for (String header = line(connection); !header.isEmpty(); header = line(connection)) {
      chunked |= header.toLowerCase(Locale.ROOT).matches("transfer-encoding:\\s*chunked");
    }
    return new HttpAnswer(
        Integer.parseInt(statusLine[1]), chunked ? new Chunks(connection) : connection);
  }

  private static String line(InputStream connection) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int next = connection.read(); next != '\n'; next = connection.read()) {
      if (next < 0) {
        throw new EOFException("the connection was cut");
      }
      if (line.size() > LONGEST_LINE) {
        throw new IOException("the answer is not HTTP");
      }
      line.write(next);
    }
    return line.toString(ISO_8859_1).strip();
  }

  private static final class Chunks extends InputStream {

    private final InputStream connection;
    private int left;
    private boolean first = true;
    private boolean ended;

    Chunks(InputStream connection) {
      this.connection = connection;
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (left == 0 && !ended) {
        begin();
      }
      if (ended) {
        return -1;
      }
      int count = connection.read(bytes, offset, Math.min(length, left));
      if (count < 0) {
        throw new EOFException("the connection was cut");
      }
      left -= count;
      return count;
    }

    private void begin() throws IOException {
      if (!first) {
        line(connection);
      }
      first = false;
      try {
        left = Integer.parseInt(line(connection).replaceFirst(";.*", ""), 16);
      } catch (NumberFormatException malformed) {
        throw new IOException("the answer is not HTTP", malformed);
      }
      ended = left == 0;
    }
  }
}
