package ai.stigmer.release.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.problem.ReleaseException;
import java.util.Optional;
import java.util.concurrent.Callable;

/// The one way in which reading may fail.
final class Failures {

  private Failures() {}

  /// What was read, or nothing if it failed as a user is to see it.
  static <T> Optional<T> valueOrProblem(Callable<T> reading) throws Exception {
    try {
      return Optional.of(reading.call());
    } catch (ReleaseException failure) {
      assertThat(failure.problem().summary()).isNotBlank();
      return Optional.empty();
    }
  }

  /// As above, where there is no value.
  static boolean doneOrProblem(Runnable doing) throws Exception {
    return valueOrProblem(
            () -> {
              doing.run();
              return true;
            })
        .isPresent();
  }
}
