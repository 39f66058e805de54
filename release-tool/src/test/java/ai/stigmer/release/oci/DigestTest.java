package ai.stigmer.release.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.release.problem.ReleaseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigestTest {

  // The digest of nothing, as every sha256sum prints it.
  private static final String EMPTY =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  @Test
  void aDigestPrintsBackAsItWasRead() {
    assertThat(Digest.of("sha256:" + EMPTY)).hasToString("sha256:" + EMPTY);
    assertThat(Digest.find("sha256:" + EMPTY)).contains(new Digest(EMPTY));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        EMPTY,
        "sha256:",
        "sha256:" + EMPTY + "0",
        "sha256:" + EMPTY + "\n",
        "sha512:" + EMPTY,
        "SHA256:" + EMPTY,
        "sha256:E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855",
        "sha256:g3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
      })
  void whatIsNoDigestIsRefused(String text) {
    assertThat(Digest.find(text)).isEmpty();
    assertThatThrownBy(() -> Digest.of(text))
        .isInstanceOf(ReleaseException.class)
        .hasMessageContaining("is not a digest");
  }

  @Test
  void bytesAndFilesHaveTheDigestOfTheirContent(@TempDir Path folder) throws IOException {
    assertThat(Digest.ofBytes(new byte[0])).isEqualTo(new Digest(EMPTY));
    byte[] content = "content".repeat(100_000).getBytes(StandardCharsets.UTF_8);
    assertThat(Digest.ofFile(Files.write(folder.resolve("file"), content)))
        .isEqualTo(Digest.ofBytes(content));
  }
}
