package ai.stigmer.release.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.problem.ReleaseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArtifactTest {

  @TempDir private Path folder;

  @Test
  void aFileIsMeasured() throws IOException {
    byte[] content = "content".getBytes(StandardCharsets.UTF_8);
    Path file = Files.write(folder.resolve("built"), content);
    assertThat(Artifact.of("tidy-1.2.3.tar.gz", file))
        .isEqualTo(new Artifact("tidy-1.2.3.tar.gz", file, Digest.ofBytes(content), 7));
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> Artifact.of("a.txt", folder.resolve("none")))
        .isInstanceOf(ReleaseException.class)
        .hasMessageContaining("none")
        .hasMessageContaining("'a.txt'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "checksums.txt", "tidy-1.2.3-rc.1_x.tar.gz", "_a", "-a", "0"})
  void aNameThatGitHubKeepsIsTaken(String name) {
    assertThatCode(() -> Artifact.checkName(name)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".a",
        "a b",
        "a+b",
        "a/b",
        "a\\b",
        "ä",
        "a\n",
        "a~",
        "${version}",
        "a:b",
        ".."
      })
  void aNameThatGitHubWouldChangeIsRefused(String name) {
    assertThatThrownBy(() -> Artifact.checkName(name))
        .isInstanceOf(ReleaseException.class)
        .hasMessageContaining("cannot be the name of a release asset");
  }
}
