package ai.stigmer.release.version;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FloatingTagTest {

  @ParameterizedTest
  @CsvSource({
    "1.2.3, v1.2 v1 latest",
    "0.1.0, v0.1 v0 latest",
    "0.0.0, v0.0 v0 latest",
    "10.20.30, v10.20 v10 latest",
    "99999999999.0.1, v99999999999.0 v99999999999 latest",
  })
  void aStableVersionMayMoveThreeTags(String version, String tags) {
    assertThat(FloatingTag.of(SemanticVersion.of(version)))
        .extracting(FloatingTag::name)
        .containsExactly(tags.split(" "));
  }

  @Test
  void aPreReleaseMovesNone() {
    assertThat(FloatingTag.of(SemanticVersion.of("1.2.3-rc.1"))).isEmpty();
  }

  /// Released versions, the one that is released, and what its three tags should then name.
  @ParameterizedTest
  @CsvSource({
    "'', 1.2.3, 1.2.3 1.2.3 1.2.3",
    "1.2.3, 1.2.4, 1.2.4 1.2.4 1.2.4",
    "1.3.0, 1.2.4, 1.2.4 1.3.0 1.3.0",
    "1.3.0 2.0.0, 1.2.4, 1.2.4 1.3.0 2.0.0",
    "1.2.10, 1.2.9, 1.2.10 1.2.10 1.2.10",
    "1.10.0, 1.9.0, 1.9.0 1.10.0 1.10.0",
    "2.0.0-rc.1, 1.2.3, 1.2.3 1.2.3 1.2.3",
    "0.9.0, 1.0.0, 1.0.0 1.0.0 1.0.0",
    "1.0.0, 0.9.1, 0.9.1 0.9.1 1.0.0",
  })
  void eachNamesTheHighestStableVersionOfItsRange(
      String released, String version, String expected) {
    SemanticVersion current = SemanticVersion.of(version);
    List<SemanticVersion> all =
        Stream.concat(
                Stream.of(released.split(" "))
                    .filter(text -> !text.isEmpty())
                    .map(SemanticVersion::of),
                Stream.of(current))
            .toList();
    assertThat(FloatingTag.of(current).stream().map(tag -> tag.highestOf(all)))
        .containsExactlyElementsOf(
            Stream.of(expected.split(" ")).map(SemanticVersion::of).map(Optional::of).toList());
  }

  @Test
  void aRangeWithoutStableVersionsNamesNothing() {
    FloatingTag minor = FloatingTag.of(SemanticVersion.of("1.2.3")).getFirst();
    assertThat(minor.highestOf(List.of())).isEmpty();
    assertThat(minor.highestOf(List.of(SemanticVersion.of("1.2.3-rc.1")))).isEmpty();
    assertThat(minor.highestOf(List.of(SemanticVersion.of("1.3.0")))).isEmpty();
  }

  @Test
  void tagsOfOneNameAreEqual() {
    assertThat(FloatingTag.of(SemanticVersion.of("1.2.3")))
        .isEqualTo(FloatingTag.of(SemanticVersion.of("1.2.4")));
  }
}
