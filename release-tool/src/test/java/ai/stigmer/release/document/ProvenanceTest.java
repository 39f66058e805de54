package ai.stigmer.release.document;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.document.Provenance.Base;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.testing.Golden;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProvenanceTest {

  private static final Map<String, Digest> SUBJECTS =
      Map.of(
          "ghcr.io/acme/tidy-runner", digest("image"),
          "tidy-1.2.3.tar.gz", digest("archive"),
          "install.sh", digest("script"));

  @Test
  void aStatementSaysFromWhatEverythingWasBuilt() throws IOException {
    Golden.assertMatches(
        ProvenanceTest.class,
        "provenance.json",
        statement(Optional.of(new Base("docker.io/library/debian:13-slim", digest("base"))))
            .text());
  }

  @Test
  void itsSubjectsReadBack() {
    assertThat(Provenance.subjects(statement(Optional.empty()).text(), "it")).isEqualTo(SUBJECTS);
  }

  private static Provenance statement(Optional<Base> base) {
    return new Provenance(
        "https://github.com/acme/tidy", "v1.2.3", "f3b1c0de".repeat(5), base, SUBJECTS);
  }

  private static Digest digest(String text) {
    return Digest.ofBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
