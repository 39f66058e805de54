package ai.stigmer.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TerminalTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Optional<Keyboard> keyboard = Optional.empty();

  @Test
  void withoutATerminalThereAreOnlyWholePlainLines() {
    Terminal terminal = terminal(Style.PLAIN);

    terminal.show("10 %");
    terminal.say("done");
    terminal.fail("It is broken.", "Mend it.\nOr use another.");

    assertThat(err).hasToString("done\nstigmer: It is broken.\n  Mend it.\n  Or use another.\n");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void onATerminalProgressIsRewrittenAndGone() {
    Terminal terminal = terminal(Style.REWRITTEN);

    terminal.show("10 %");
    terminal.show("20 %");
    terminal.print("result");

    assertThat(err).hasToString("\r\033[K10 %\r\033[K20 %\r\033[K");
    assertThat(out).hasToString("result\n");
  }

  @Test
  void whatOthersHaveWrittenDoesNotCommandTheTerminal() {
    Terminal terminal = terminal(Style.COLOURED);

    terminal.print("\033]52;c;cm0=\007 a\tb");
    terminal.say("→ rm\r→ ls \u009b2J");
    terminal.fail("\033[2J", "first\nsecond");
    terminal.show("\b\b");
    PrintWriter writer = Terminal.harmless(new PrintWriter(out));
    writer.print("\033[1m");
    writer.write('\007');
    writer.println("ö".toCharArray());

    assertThat(out).hasToString("�]52;c;cm0=� a\tb\n�[1m�ö\n");
    assertThat(err)
        .hasToString("→ rm�→ ls �2J\n\033[31mstigmer: \033[0m�[2J\n  first\n  second\n\r\033[K��");
  }

  @Test
  void whatIsShownCanBeTakenAway() {
    Terminal terminal = terminal(Style.REWRITTEN);

    terminal.show("10 %");
    terminal.clear();
    terminal.clear();

    assertThat(err).hasToString("\r\033[K10 %\r\033[K");
  }

  @Test
  void onlyAWatchedTerminalThatMayHasColours() {
    assertThat(Style.of(Map.of("TERM", "xterm"), true)).isEqualTo(Style.COLOURED);
    assertThat(Style.of(Map.of("TERM", "xterm", "NO_COLOR", "1"), true)).isEqualTo(Style.REWRITTEN);
    assertThat(Style.of(Map.of("TERM", "dumb"), true)).isEqualTo(Style.PLAIN);
    assertThat(Style.of(Map.of(), true)).isEqualTo(Style.PLAIN);
    assertThat(Style.of(Map.of("TERM", "xterm"), false)).isEqualTo(Style.PLAIN);
  }

  @Test
  void nobodyIsAskedWhereNobodyIs() {
    assertThat(terminal(Style.PLAIN).askHidden("The key")).isEmpty();
    assertThat(terminal(Style.PLAIN).confirm("Sure?")).isEmpty();
  }

  @Test
  void onlyYesAffirmsAndASecretIsNotEmpty() {
    keyboard = Optional.of(typing(" Yes "));
    assertThat(terminal(Style.PLAIN).confirm("Sure?")).contains(true);
    assertThat(terminal(Style.PLAIN).askHidden("The key")).contains("Yes");

    keyboard = Optional.of(typing(""));
    assertThat(terminal(Style.PLAIN).confirm("Sure?")).contains(false);
    assertThat(terminal(Style.PLAIN).askHidden("The key")).isEmpty();
    assertThat(err.toString()).contains("Sure? [y/N] ", "The key: ");
  }

  private Terminal terminal(Style style) {
    return new Terminal(
        new PrintWriter(out, true), new PrintWriter(err, true), style, () -> keyboard);
  }

  private static Keyboard typing(String line) {
    return new Keyboard() {
      @Override
      public Optional<String> line() {
        return Optional.of(line);
      }

      @Override
      public Optional<String> hiddenLine() {
        return Optional.of(line);
      }
    };
  }
}
