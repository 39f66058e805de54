package ai.stigmer.release.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.stigmer.release.problem.Problem;
import ai.stigmer.release.problem.ReleaseException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class ReleaseTagTest {

  static final List<String> VALID = SemanticVersionTest.VALID;
  static final List<String> INVALID = SemanticVersionTest.INVALID;

  private static final String REMEDY =
      "A release tag is v and a semantic version, as in v1.2.3 or v1.2.3-rc.1.";

  @ParameterizedTest
  @CsvSource({
    "'1.2.3', '''1.2.3'' is not a release tag'",
    "'v1.2', '''v1.2'' is not a release tag'",
    "'v01.2.3', '''v01.2.3'' is not a release tag'",
    "'v1.2.3+b1', '''v1.2.3+b1'' has build metadata, which an image tag cannot carry'",
    "'v1.2.3 ', '''v1.2.3 '' is not a release tag'",
    "'', ''''' is not a release tag'",
    "'v', '''v'' is not a release tag'",
    "'V1.2.3', '''V1.2.3'' is not a release tag'",
    "'vv1.2.3', '''vv1.2.3'' is not a release tag'",
    "'refs/tags/v1.2.3', '''refs/tags/v1.2.3'' is not a release tag'",
  })
  void whatIsNoReleaseTagIsRefusedByName(String text, String sentence) {
    assertThat(refusal(text)).isEqualTo(new Problem(Problem.Kind.INPUT, sentence, "", REMEDY));
    assertThat(ReleaseTag.find(text)).isEmpty();
  }

  @Test
  void aTagOfTenThousandCharactersIsRefusedInOneSentence() {
    assertThat(refusal("v1.2." + "3".repeat(9_995)).summary())
        .isEqualTo(
            "'v1.2."
                + "3".repeat(95)
                + "… (10000 characters)' is longer than an image tag may be (128 characters)");
    assertThat(refusal("v1.2.3-" + "é".repeat(9_993)).summary())
        .endsWith("… (10000 characters)' is not a release tag");
    assertThat(ReleaseTag.find("v1.2." + "3".repeat(9_995))).isEmpty();
  }

  @Test
  void theLongestTagIsThatOfAnImage() {
    String longest = "v1.2.3-" + "a".repeat(121);
    assertThat(ReleaseTag.of(longest)).hasToString(longest);
    assertThat(ReleaseTag.find(longest)).isPresent();
    assertThat(refusal(longest + "a").summary()).contains("is longer than an image tag may be");
    assertThat(ReleaseTag.find(longest + "a")).isEmpty();
  }

  @Test
  void controlCharactersAreNotPrinted() {
    assertThat(refusal("v1.2.3\u001b[31m\n").text()).startsWith("'v1.2.3?[31m?' is not");
  }

  @ParameterizedTest
  @FieldSource("VALID")
  void aValidVersionWithoutBuildMetadataMakesATag(String version) {
    if (version.contains("+")) {
      assertThat(refusal("v" + version).summary()).contains("build metadata");
    } else {
      assertThat(ReleaseTag.of("v" + version)).hasToString("v" + version);
      assertThat(ReleaseTag.find("v" + version)).contains(ReleaseTag.of("v" + version));
    }
  }

  @ParameterizedTest
  @FieldSource("INVALID")
  void anInvalidVersionMakesNone(String version) {
    assertThat(refusal("v" + version).summary()).endsWith("is not a release tag");
  }

  @Test
  void tagsAreOrderedAsTheirVersions() {
    assertThat(ReleaseTag.of("v1.10.0")).isGreaterThan(ReleaseTag.of("v1.9.0"));
    assertThat(ReleaseTag.of("v1.0.0").isStable()).isTrue();
    assertThat(ReleaseTag.of("v1.0.0-rc.1").isStable()).isFalse();
  }

  private static Problem refusal(String text) {
    return catchThrowableOfType(ReleaseException.class, () -> ReleaseTag.of(text)).problem();
  }
}
