package ai.stigmer.release.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.release.problem.ReleaseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IncrementTest {

  @ParameterizedTest
  @CsvSource({
    "1.2.3, PATCH, 1.2.4",
    "1.2.3, MINOR, 1.3.0",
    "1.2.3, MAJOR, 2.0.0",
    "0.9.10, MINOR, 0.10.0",
    "1.3.0-rc.1, PATCH, 1.3.0",
    "2.0.0-rc.1, MAJOR, 2.0.0"
  })
  void theLowerNumbersBeginAgain(String version, Increment increment, String next) {
    assertThat(increment.after(SemanticVersion.of(version))).hasToString(next);
  }

  @Test
  void aVersionTooLargeToCountIsRefusedByName() {
    assertThatThrownBy(() -> Increment.PATCH.after(SemanticVersion.of("1.0." + "9".repeat(30))))
        .isInstanceOf(ReleaseException.class)
        .hasMessageContaining("The version after 1.0.999");
  }
}
