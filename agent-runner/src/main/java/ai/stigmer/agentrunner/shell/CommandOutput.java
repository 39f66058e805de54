package ai.stigmer.agentrunner.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;

/// What a command writes: the beginning and the end are kept, what is between them is counted. It
/// takes the same memory for any output.
final class CommandOutput {

  private final byte[] head;
  private final byte[] tail;
  private long size;

  /// @param kept how many bytes are kept
  CommandOutput(int kept) {
    head = new byte[kept / 2];
    tail = new byte[kept - head.length];
  }

  /// Reads to the end.
  void drain(InputStream output) {
    var block = new byte[8192];
    try {
      for (int count = output.read(block); count >= 0; count = output.read(block)) {
        add(block, count);
      }
    } catch (IOException closed) {
      // The command is over, and what it wrote so far is all there is.
    }
  }

  /// What is kept, as text.
  synchronized String text() {
    int beginning = (int) Math.min(size, head.length);
    long rest = size - beginning;
    if (rest <= tail.length) {
      var all = new byte[(int) size];
      System.arraycopy(head, 0, all, 0, beginning);
      System.arraycopy(tail, 0, all, beginning, (int) rest);
      return new String(all, UTF_8);
    }
    int oldest = (int) (rest % tail.length);
    var end = new byte[tail.length];
    System.arraycopy(tail, oldest, end, 0, tail.length - oldest);
    System.arraycopy(tail, 0, end, tail.length - oldest, oldest);
    return "%s\n[%d bytes left out; write the output to a file to read all of it]\n%s"
        .formatted(new String(head, UTF_8), rest - tail.length, new String(end, UTF_8));
  }

  private synchronized void add(byte[] block, int count) {
    for (int index = 0; index < count; ) {
      boolean beginning = size < head.length;
      byte[] target = beginning ? head : tail;
      int at = (int) (beginning ? size : (size - head.length) % tail.length);
      int length = Math.min(count - index, target.length - at);
      System.arraycopy(block, index, target, at, length);
      index += length;
      size += length;
    }
  }
}
