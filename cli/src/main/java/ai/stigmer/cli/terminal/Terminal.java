package ai.stigmer.cli.terminal;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/// A person's terminal, or the files that stand in for one: results go to the output, all else to
/// the error output. Its methods may be called from several threads. Of what they are given,
/// control characters are not passed on.
public final class Terminal {

  private static final int WIDTH = 79;
  private static final String ERASE = "\r\033[K";

  private final PrintWriter out;
  private final PrintWriter err;
  private final Style style;
  private final Supplier<Optional<Keyboard>> keyboard;
  private boolean rewriting;

  /// A terminal with these two channels.
  ///
  /// @param style how the error output may be written to
  /// @param keyboard asked for when there is a question
  public Terminal(
      PrintWriter out, PrintWriter err, Style style, Supplier<Optional<Keyboard>> keyboard) {
    this.out = out;
    this.err = err;
    this.style = style;
    this.keyboard = keyboard;
  }

  /// Where results go.
  public PrintWriter out() {
    return out;
  }

  /// Where all else goes; [#say(String)] keeps it tidy.
  public PrintWriter err() {
    return err;
  }

  /// Writes a line of the result.
  public synchronized void print(String line) {
    erase();
    out.println(HarmlessWriter.harmless(line));
    out.flush();
  }

  /// Writes a line about what is done.
  public synchronized void say(String line) {
    tell(HarmlessWriter.harmless(line));
  }

  /// Shows how far something is, in the place of what was shown before; only to a person who
  /// watches.
  public synchronized void show(String progress) {
    if (style != Style.PLAIN) {
      String text = HarmlessWriter.harmless(progress);
      err.print(ERASE + text.substring(0, Math.min(WIDTH, text.length())));
      err.flush();
      rewriting = true;
    }
  }

  /// Takes away what is shown.
  public synchronized void clear() {
    erase();
  }

  /// Whether what is shown is seen.
  public boolean isWatched() {
    return style != Style.PLAIN;
  }

  /// Writes a failure and what to do about it.
  public synchronized void fail(String summary, String remedy) {
    tell(coloured(31, "stigmer: ") + HarmlessWriter.harmless(summary));
    remedy.lines().forEach(line -> say("  " + line));
  }

  /// A writer to the result or to the error output for what others have written.
  public static PrintWriter harmless(PrintWriter channel) {
    return new PrintWriter(new HarmlessWriter(channel), true);
  }

  /// The text as it stands out.
  public String strong(String text) {
    return coloured(1, text);
  }

  /// Asks for a secret, which is not shown while it is typed.
  ///
  /// @return nothing if nobody is there to ask, or the answer is empty
  public synchronized Optional<String> askHidden(String question) {
    return keyboard
        .get()
        .flatMap(keys -> {
          ask(question + ": ");
          return keys.hiddenLine();
        })
        .map(String::strip)
        .filter(answer -> !answer.isEmpty());
  }

  /// Asks a question that only `y` or `yes` affirms.
  ///
  /// @return nothing if nobody is there to ask
  public synchronized Optional<Boolean> confirm(String question) {
    return keyboard
        .get()
        .map(keys -> {
          ask(question + " [y/N] ");
          return keys.line()
              .map(answer -> answer.strip().toLowerCase(Locale.ROOT))
              .filter(answer -> answer.equals("y") || answer.equals("yes"))
              .isPresent();
        });
  }

  private void tell(String line) {
    erase();
    err.println(line);
    err.flush();
  }

  private void ask(String question) {
    erase();
    err.print(question);
    err.flush();
  }

  private void erase() {
    if (rewriting) {
      err.print(ERASE);
      err.flush();
      rewriting = false;
    }
  }

  private String coloured(int code, String text) {
    return style == Style.COLOURED ? "\033[%dm%s\033[0m".formatted(code, text) : text;
  }
}
