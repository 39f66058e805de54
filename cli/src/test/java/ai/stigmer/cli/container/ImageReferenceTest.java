package ai.stigmer.cli.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageReferenceTest {

  private static final String DIGEST = "sha256:" + "ab".repeat(32);

  @Test
  void aDigestIsAskedForWithoutTheTag() {
    ImageReference image = ImageReference.of("ghcr.io/stigmer/agent-runner:v1.2.3@" + DIGEST);

    assertThat(image.exact()).isEqualTo("ghcr.io/stigmer/agent-runner@" + DIGEST);
    assertThat(image).hasToString("ghcr.io/stigmer/agent-runner:v1.2.3@" + DIGEST);
  }

  @Test
  void aPortIsNoTag() {
    assertThat(ImageReference.of("localhost:5000/me/image:1"))
        .isEqualTo(
            new ImageReference("localhost:5000/me/image", Optional.of("1"), Optional.empty()));
    assertThat(ImageReference.of("image:1"))
        .isEqualTo(new ImageReference("image", Optional.of("1"), Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"image", "localhost:5000/image", "", "a b:1", "image:1@sha256:12", "-x:1"})
  void whatNamesNoOneImageIsRefused(String text) {
    assertThatThrownBy(() -> ImageReference.of(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
