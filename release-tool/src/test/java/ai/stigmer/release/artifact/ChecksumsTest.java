package ai.stigmer.release.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.testing.Golden;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChecksumsTest {

  private static final String HEX =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  private static final Checksums CHECKSUMS =
      Checksums.of(List.of(artifact("tidy.tar.gz"), artifact("LICENSE"), artifact("a-b_c.txt")));

  @Test
  void theTextIsThatOfSha256sum() throws IOException {
    Golden.assertMatches(ChecksumsTest.class, "checksums.txt", CHECKSUMS.text());
  }

  @Test
  void theyReadBackAsTheyWereWritten() {
    assertThat(Checksums.parse(CHECKSUMS.text(), "checksums.txt")).isEqualTo(CHECKSUMS);
    assertThat(Checksums.parse("", "checksums.txt").text()).isEmpty();
  }

  @Test
  void theBinaryMarkOfSha256sumIsRead() {
    assertThat(Checksums.parse(HEX + " *a.bin\r\n", "x").find("a.bin")).contains(new Digest(HEX));
    assertThat(CHECKSUMS.find("none")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {HEX, HEX + "  ", HEX + " a", HEX + "  a b", "Not Found", "", HEX + "  good"})
  void aLineThatIsNoNewNameAndDigestIsNamed(String line) {
    assertThatThrownBy(() -> Checksums.parse(HEX + "  good\n" + line + "\n", "the asset"))
        .isInstanceOf(ReleaseException.class)
        .hasMessageStartingWith("the asset is not a checksums file: line 2 is not");
  }

  @Test
  void twoArtifactsOfOneNameAreABug() {
    assertThatThrownBy(() -> Checksums.of(List.of(artifact("a"), artifact("a"))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Artifact artifact(String name) {
    byte[] content = name.getBytes(StandardCharsets.UTF_8);
    return new Artifact(name, Path.of(name), Digest.ofBytes(content), content.length);
  }
}
