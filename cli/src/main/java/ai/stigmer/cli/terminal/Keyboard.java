package ai.stigmer.cli.terminal;

import java.io.Console;
import java.util.Optional;

/// What a person types.
public interface Keyboard {

  /// The next line; nothing at the end.
  Optional<String> line();

  /// The next line, not shown while it is typed; nothing at the end.
  Optional<String> hiddenLine();

  /// The keyboard of this program, if a person sits at it.
  static Optional<Keyboard> ofThisProgram() {
    return Optional.ofNullable(System.console()).filter(Console::isTerminal).map(Keyboard::of);
  }

  private static Keyboard of(Console console) {
    return new Keyboard() {
      @Override
      public Optional<String> line() {
        return Optional.ofNullable(console.readLine());
      }

      @Override
      public Optional<String> hiddenLine() {
        return Optional.ofNullable(console.readPassword()).map(String::new);
      }
    };
  }
}
