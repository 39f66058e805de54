package ai.stigmer.cli.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.cli.container.ContainerSpecification;
import ai.stigmer.cli.container.ImageReference;
import ai.stigmer.cli.container.LocalImage;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// Images, beside their pull.
interface ImageContract extends RuntimeContract {

  @Test
  default void anImageThatIsNotThereIsNotPulledByStarting() {
    ImageReference absent = ImageReference.of("127.0.0.1:1/none:1");

    assertThat(runtime().image(absent)).isEmpty();
    assertThatThrownBy(() -> runtime().check(ContainerSpecification.of("absent", absent)))
        .isInstanceOf(RuntimeFailure.class)
        .hasMessageContaining("127.0.0.1:1/none:1");
    assertThatThrownBy(() -> runtime().start(ContainerSpecification.of("absent", absent)))
        .isInstanceOf(RuntimeFailure.class)
        .hasMessageContaining("127.0.0.1:1/none:1");
  }

  @Test
  default void aForeignArchitectureIsToldAsSuch() {
    runtime().pull(foreignImage(), progress -> {});

    assertThatThrownBy(() -> runtime().check(ContainerSpecification.of("foreign", foreignImage())))
        .isInstanceOf(WrongArchitecture.class)
        .hasMessageContaining(runtime().traits().platform().toString());
    runtime().removeImage(runtime().image(foreignImage()).orElseThrow().id());
    assertThat(runtime().image(foreignImage())).isEmpty();
    assertThat(runtime().image(image())).isPresent();
  }

  @Test
  default void anImageInUseIsNotRemoved() {
    start("uses-image", "exec sleep 1000");
    LocalImage used = runtime().image(image()).orElseThrow();

    assertThatThrownBy(() -> runtime().removeImage(used.id())).isInstanceOf(RuntimeFailure.class);

    assertThat(runtime().images(image().repository())).contains(used);
    assertThat(runtime().images(image().repository() + "x")).isEmpty();
    assertThat(used.labels()).containsEntry("org.opencontainers.image.version", "1.2.3");
    assertThat(used.created()).isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
  }
}
