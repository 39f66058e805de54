package ai.stigmer.release.notes;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.git.Commit;
import ai.stigmer.release.version.SemanticVersion;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NextVersionTest {

  @ParameterizedTest
  @CsvSource({
    "1.2.3, fix: a hinge, 1.2.4",
    "1.2.3, Tidy the drawer, 1.2.4",
    "1.2.3, feat: a door, 1.3.0",
    "1.2.3, feat!: another door, 2.0.0",
    "1.2.3, fix(lock)!: another key, 2.0.0",
    "0.2.3, feat: a door, 0.3.0",
    "0.2.3, feat!: another door, 0.3.0"
  })
  void theKindOfChangeRaisesItsNumber(String last, String subject, String next) {
    assertThat(next(Optional.of(last), subject)).contains(SemanticVersion.of(next));
  }

  @Test
  void theGreatestChangeCounts() {
    assertThat(next(Optional.of("1.2.3"), "feat: a door", "fix: x", "docs: y"))
        .contains(SemanticVersion.of("1.3.0"));
    assertThat(next(Optional.of("1.2.3"), "fix: x", "fix: y\n\nBREAKING CHANGE: elsewhere"))
        .contains(SemanticVersion.of("2.0.0"));
  }

  @Test
  void theFirstReleaseIsAlwaysTheSame() {
    assertThat(next(Optional.empty(), "feat!: all of it")).contains(SemanticVersion.of("0.1.0"));
  }

  @Test
  void nothingCommittedIsNothingToRelease() {
    assertThat(next(Optional.of("1.2.3"))).isEmpty();
  }

  private static Optional<SemanticVersion> next(Optional<String> last, String... messages) {
    List<Commit> commits =
        Stream.of(messages)
            .map(message -> new Commit("ab".repeat(20), Instant.EPOCH, message))
            .toList();
    return NextVersion.of(last.map(SemanticVersion::of), commits);
  }
}
