package ai.stigmer.release.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.release.oci.Reference.ByDigest;
import ai.stigmer.release.oci.Reference.Tagged;
import ai.stigmer.release.problem.ReleaseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceTest {

  private static final String DIGEST =
      "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  @ParameterizedTest
  @CsvSource({
    "ghcr.io/a/b:v1.2.3, ghcr.io/a/b, v1.2.3",
    "localhost:5000/a:latest, localhost:5000/a, latest",
    "[::1]:5000/a:_x, [::1]:5000/a, _x",
    "ghcr.io/a:V1-rc.1, ghcr.io/a, V1-rc.1",
  })
  void aTaggedReferencePrintsBackAsItWasRead(String text, String repository, String tag) {
    assertThat(Reference.of(text))
        .isEqualTo(new Tagged(Repository.of(repository), tag))
        .hasToString(text)
        .extracting(Reference::name)
        .isEqualTo(tag);
  }

  @Test
  void aReferenceByDigestPrintsBackAsItWasRead() {
    String text = "localhost:5000/a@" + DIGEST;
    assertThat(Reference.of(text))
        .isEqualTo(new ByDigest(Repository.of("localhost:5000/a"), Digest.of(DIGEST)))
        .hasToString(text)
        .extracting(Reference::name)
        .isEqualTo(DIGEST);
  }

  @Test
  void besideADigestTheTagDoesNotCount() {
    assertThat(Reference.of("ghcr.io/a:v1@" + DIGEST))
        .isEqualTo(new ByDigest(Repository.of("ghcr.io/a"), Digest.of(DIGEST)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ghcr.io/a",
        "localhost:5000/a",
        "ghcr.io/a:",
        "ghcr.io/a:.x",
        "ghcr.io/a:-x",
        "ghcr.io/a:v1+b",
        "ghcr.io/a:v1/b",
        "ghcr.io/a@",
        "ghcr.io/a@sha256:12",
        "a:v1",
        "ghcr.io/A:v1",
        "ghcr.io/a:v1@" + DIGEST + "@" + DIGEST,
        "ghcr.io/a@v1"
      })
  void whatIsNoReferenceIsRefused(String text) {
    assertThatThrownBy(() -> Reference.of(text))
        .isInstanceOf(ReleaseException.class)
        .hasMessageContaining("' is not a");
  }

  @Test
  void aTagHasAtMost128Characters() {
    Repository repository = Repository.of("ghcr.io/a");
    assertThat(new Tagged(repository, "a".repeat(128)).tag()).hasSize(128);
    assertThatThrownBy(() -> new Tagged(repository, "a".repeat(129)))
        .hasMessageContaining("(129 characters)' is not an image tag");
  }
}
