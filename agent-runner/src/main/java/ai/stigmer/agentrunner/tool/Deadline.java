package ai.stigmer.agentrunner.tool;

import java.io.Serial;
import java.time.Duration;
import java.util.regex.Pattern;

/// The time that reading or a search may take. A regular expression can take for ever on a short
/// text, and the JDK cannot be told to give up, so the text itself does.
final class Deadline {

  private static final int CHECK_EVERY = 1024;

  private final long end;
  private int looks;

  Deadline(Duration time) {
    end = System.nanoTime() + time.toNanos();
  }

  /// The time is over, or the thread was interrupted, which it still is then.
  static final class PassedException extends RuntimeException {

    @Serial private static final long serialVersionUID = 1L;

    private PassedException() {
      super("the time is over", null, false, false);
    }

    /// @throws InterruptedException if it was an interruption; the thread no longer is interrupted
    void rethrowInterruption() throws InterruptedException {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
  }

  /// Whether the pattern is in the text.
  ///
  /// @throws PassedException if that cannot be told in time
  /// @throws InvalidArgumentsException if the pattern needs more memory than there is for it
  boolean find(Pattern pattern, String text) {
    check();
    try {
      return pattern.matcher(new Text(text, 0, text.length())).find();
    } catch (StackOverflowError tooDeep) {
      throw new InvalidArgumentsException(
          "The pattern repeats a group too often on one line; write it without a repeated group.");
    }
  }

  /// @throws PassedException if the time is over
  void check() {
    if (System.nanoTime() - end > 0 || Thread.currentThread().isInterrupted()) {
      throw new PassedException();
    }
  }

  /// A text that looks at the clock now and then while it is read.
  private final class Text implements CharSequence {

    private final String text;
    private final int from;
    private final int to;

    private Text(String text, int from, int to) {
      this.text = text;
      this.from = from;
      this.to = to;
    }

    @Override
    public char charAt(int index) {
      if (++looks % CHECK_EVERY == 0) {
        check();
      }
      return text.charAt(from + index);
    }

    @Override
    public int length() {
      return to - from;
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new Text(text, from + start, from + end);
    }

    @Override
    public String toString() {
      return text.substring(from, to);
    }
  }
}
