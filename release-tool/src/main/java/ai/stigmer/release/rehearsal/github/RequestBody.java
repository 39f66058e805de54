package ai.stigmer.release.rehearsal.github;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// The body of a request, which knows how much of it was read.
final class RequestBody extends FilterInputStream {

  private long count;

  RequestBody(InputStream in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    int read = super.read();
    count += read < 0 ? 0 : 1;
    return read;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int read = super.read(target, offset, length);
    count += Math.max(read, 0);
    return read;
  }

  long count() {
    return count;
  }
}
