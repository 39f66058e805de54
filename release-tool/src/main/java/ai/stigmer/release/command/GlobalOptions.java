package ai.stigmer.release.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// The options every command has.
final class GlobalOptions {

  /// How a result is written.
  enum Output {
    /// For a person.
    TEXT,
    /// For a script.
    JSON;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// When colours are used.
  enum Color {
    /// On a terminal, unless NO_COLOR is set.
    AUTO,
    /// Always.
    ALWAYS,
    /// Never.
    NEVER;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// The variable that overrides keys as `--set` does, which wins; several are separated by `;`.
  static final String OVERRIDES = "RELEASE_TOOL_SET";

  @Option(
      names = "--config",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "The configuration (default: release.yaml at the repository's root).")
  Optional<Path> config = Optional.empty();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      scope = ScopeType.INHERIT,
      description = "Override a key of the configuration; repeatable.")
  List<String> overrides = new ArrayList<>();

  @Option(
      names = "--output",
      paramLabel = "text|json",
      scope = ScopeType.INHERIT,
      description = "How the result is written (default: text).")
  Output output = Output.TEXT;

  @Option(
      names = "--color",
      paramLabel = "auto|always|never",
      scope = ScopeType.INHERIT,
      description = "When colours are used (default: auto).")
  Color color = Color.AUTO;

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Tell every request, and the cause of a failure.")
  boolean verbose;
}
