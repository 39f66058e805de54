package ai.stigmer.cli.registry;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.cli.container.ImageReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryTest {

  @ParameterizedTest
  @CsvSource({
    "temporalio/temporal:1, docker.io",
    "busybox:1, docker.io",
    "docker.io/temporalio/temporal:1, docker.io",
    "ghcr.io/stigmer/agent-runner:v1, ghcr.io",
    "localhost:5000/agent-runner:v1, localhost:5000",
    "localhost/stigmer/agent-runner:v1, localhost",
  })
  void aRegistryIsNamedAsAPersonLogsIn(String image, String host) {
    assertThat(Registry.hostOf(ImageReference.of(image))).isEqualTo(host);
  }
}
