package ai.stigmer.cli.runtime;

import ai.stigmer.cli.json.Json;
import ai.stigmer.cli.process.Program.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What a runtime's program answers, read, or told as a failure.
record Answers(CommandLine program, Dialect dialect) {

  /// An answer without which there is no going on.
  ///
  /// @param action what was asked for, after "could not"
  Outcome require(String action, Outcome answer) {
    if (!answer.succeeded()) {
      throw refused(action, answer);
    }
    return answer;
  }

  /// The failure of an action, in the runtime's own words unless the runtime itself is gone.
  RuntimeException refused(String action, Outcome answer) {
    Optional<RuntimeUnavailable> unavailable = dialect.unavailable();
    return unavailable.isPresent()
        ? unavailable.get()
        : new RuntimeFailure(
            "%s could not %s: %s.".formatted(program.name(), action, CommandLine.words(answer)),
            "Mend what it says, then try again.");
  }

  /// The lines of an answer that say something.
  static Stream<String> lines(Outcome answer) {
    return answer.output().lines().map(String::strip).filter(line -> !line.isEmpty());
  }

  /// The items of an answer without which there is no going on, and which is a list in JSON.
  ///
  /// @param action what was asked for, after "could not"
  List<Json> requireItems(String action, Outcome answer) {
    if (require(action, answer).output().isBlank()) {
      return List.of();
    }
    return CommandLine.json(answer).orElseThrow(() -> refused(action, answer)).items();
  }

  /// The items of an answer that is a list in JSON; none if it is not.
  static Stream<Json> items(Outcome answer) {
    return CommandLine.json(answer).stream().flatMap(list -> list.items().stream());
  }
}
