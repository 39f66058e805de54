package ai.stigmer.release.command;

import ai.stigmer.release.secret.Redactor;
import ai.stigmer.release.secret.Secret;
import java.io.Console;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Everything a command learns from the process it runs in.
///
/// @param variables the environment variables
/// @param folder the working directory
/// @param out where results go
/// @param err where progress and problems go
/// @param terminal whether a person watches `err`
public record Environment(
    Map<String, String> variables,
    Path folder,
    PrintStream out,
    PrintStream err,
    boolean terminal) {

  private static final List<String> CREDENTIALS =
      List.of(
          "GITHUB_TOKEN",
          "HOMEBREW_TAP_TOKEN",
          "REGISTRY_PASSWORD",
          "COSIGN_PASSWORD",
          "ACTIONS_ID_TOKEN_REQUEST_TOKEN");

  /// Drops variables that are set to nothing: Actions passes an absent secret as an empty one.
  public Environment {
    var kept = new TreeMap<>(variables);
    kept.values().removeIf(String::isEmpty);
    variables = Map.copyOf(kept);
  }

  /// The process's own.
  static Environment ofProcess() {
    return new Environment(
        System.getenv(),
        Path.of("").toAbsolutePath(),
        System.out,
        System.err,
        Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent());
  }

  /// A variable that is set to something.
  Optional<String> find(String name) {
    return Optional.ofNullable(variables.get(name));
  }

  /// A credential, if it is set.
  Optional<Secret> secret(String name) {
    return find(name).map(Secret::of);
  }

  /// Takes every credential of this environment out of a text.
  Redactor redactor() {
    Stream<Secret> named = CREDENTIALS.stream().flatMap(name -> secret(name).stream());
    return new Redactor(named.toList());
  }

  /// Whether GitHub Actions runs this.
  boolean isActions() {
    return find("GITHUB_ACTIONS").filter("true"::equals).isPresent();
  }
}
