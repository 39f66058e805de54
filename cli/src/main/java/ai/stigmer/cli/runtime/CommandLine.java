package ai.stigmer.cli.runtime;

import ai.stigmer.cli.json.Json;
import ai.stigmer.cli.process.OutputLine;
import ai.stigmer.cli.process.Program;
import ai.stigmer.cli.process.Program.Outcome;
import ai.stigmer.cli.process.TimeLimitException;
import ai.stigmer.cli.process.UnusableProgramException;
import ai.stigmer.cli.runtime.RuntimeUnavailable.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A runtime's program, asked one question at a time.
///
/// @param program the program
/// @param patience how long it may take to answer a question
record CommandLine(Program program, Duration patience) {

  /// Asks, with the limit of every question.
  Outcome ask(String... arguments) {
    return ask(patience, "", List.of(arguments));
  }

  Outcome ask(Duration limit, String input, List<String> arguments) {
    try {
      return program.run(limit, input, arguments);
    } catch (TimeLimitException late) {
      throw late(arguments, limit);
    } catch (UnusableProgramException unusable) {
      throw unusable(unusable);
    }
  }

  int follow(
      Optional<Duration> limit, String input, List<String> arguments, Consumer<OutputLine> lines) {
    try {
      return program.follow(limit, input, arguments, lines);
    } catch (TimeLimitException late) {
      throw late(arguments, limit.orElseThrow());
    } catch (UnusableProgramException unusable) {
      throw unusable(unusable);
    }
  }

  private RuntimeUnavailable late(List<String> arguments, Duration limit) {
    return new RuntimeUnavailable(
        Reason.NOT_ANSWERING,
        "%s did not answer '%s' within %d seconds."
            .formatted(name(), arguments.getFirst(), limit.toSeconds()),
        "Restart %s, then try again.".formatted(name()));
  }

  private RuntimeUnavailable unusable(UnusableProgramException reason) {
    return new RuntimeUnavailable(
        Reason.UNUSABLE,
        "The program %s cannot be run: %s.".formatted(program, reason.getMessage()),
        "Install %s again, or take that folder off your PATH.".formatted(name()));
  }

  /// What was written, if it is JSON.
  static Optional<Json> json(Outcome outcome) {
    try {
      return Optional.of(Json.parse(outcome.output()));
    } catch (IllegalArgumentException notJson) {
      return Optional.empty();
    }
  }

  /// The runtime's own words for why it refused, to be shown: the first error among what it wrote,
  /// or else the last line.
  static String words(Outcome outcome) {
    List<String> lines = outcome.error().lines().filter(line -> !line.isBlank()).toList();
    return lines.stream()
        .filter(line -> line.startsWith("Error"))
        .findFirst()
        .or(() -> lines.reversed().stream().findFirst())
        .map(line -> line.replaceFirst("^Error(?: response from daemon)?: ", ""))
        .orElse("exit code " + outcome.exitCode());
  }

  /// Its name, as a person types it.
  String name() {
    return program.name();
  }
}
