package ai.stigmer.release.command;

import ai.stigmer.release.problem.Abbreviation;
import ai.stigmer.release.problem.ReleaseException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;

/// How long a run may take in all, whatever waits it meets. What is left of one that is ended is
/// what a signal leaves: a world that the next run goes on from.
final class TimeLimit {

  /// The variable that gives another limit, as ISO 8601 writes a duration: `PT30M`.
  static final String VARIABLE = "RELEASE_TOOL_TIME_LIMIT";

  // As long as GitHub lets a job run.
  private static final Duration STANDARD = Duration.ofHours(6);
  private static final String SERVE = "--serve";

  private TimeLimit() {}

  /// Lets the clock run; at its end the process ends. One that serves a person has no limit.
  ///
  /// @throws ReleaseException of kind input if the variable holds no duration
  static void start(String[] args, Environment environment) {
    if (List.of(args).contains(SERVE)) {
      return;
    }
    Duration limit = environment.find(VARIABLE).map(TimeLimit::parse).orElse(STANDARD);
    Thread.ofPlatform().daemon().name("time limit").start(() -> endAfter(limit, environment));
  }

  private static Duration parse(String text) {
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException malformed) {
      throw ReleaseException.input(
          VARIABLE + " is not a duration: '" + Abbreviation.of(text) + "'",
          "Write it as in PT30M, which is thirty minutes.");
    }
  }

  private static void endAfter(Duration limit, Environment environment) {
    try {
      Thread.sleep(limit);
    } catch (InterruptedException _) {
      return;
    }
    new Screen(environment, new GlobalOptions())
        .problem(
            ReleaseException.remote(
                    "The run was ended: it is not done after " + limit,
                    "Run it again, which goes on from here; " + VARIABLE + " gives another limit.")
                .problem());
    System.exit(ExitCode.FAILED);
  }
}
