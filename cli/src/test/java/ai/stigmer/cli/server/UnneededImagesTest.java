package ai.stigmer.cli.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class UnneededImagesTest extends HarnessFixture {

  @Test
  void imagesThatNothingNeedsAreFound() {
    harness.start();
    harness.runtime.has("ghcr.io/stigmer/agent-runner:v1.0.0", "sha256:old");
    harness.runtime.has("localhost/stigmer/agent-runner:v0.0.0-dev", "sha256:local");
    harness.runtime.has("docker.io/library/other:1", "sha256:foreign");

    assertThat(UnneededImages.find(harness.runtime, harness.settings(), harness.build))
        .extracting(image -> image.id())
        .containsExactlyInAnyOrder("sha256:old", "sha256:local");
  }

  @Test
  void anImageOfSomebodyElseIsNotOurs() {
    harness.start();
    harness.environment.put("STIGMER_AGENT_RUNNER_IMAGE", "docker.io/library/postgres:16");
    harness.runtime.has("docker.io/library/postgres:15", "sha256:database");
    harness.runtime.has("docker.io/temporalio/temporal:1.0.0", "sha256:temporal");
    harness.runtime.hasUnlabelled("ghcr.io/stigmer/agent-runner:mine", "sha256:unlabelled");

    assertThat(UnneededImages.find(harness.runtime, harness.settings(), harness.build)).isEmpty();
  }

  @Test
  void theImageOfTheReleaseIsNeededEvenWhileAnotherIsSet() {
    harness.runtime.has(Harness.IMAGE, "sha256:stamped");
    harness.environment.put("STIGMER_AGENT_RUNNER_IMAGE", "ghcr.io/stigmer/agent-runner:mine");

    assertThat(UnneededImages.find(harness.runtime, harness.settings(), harness.build)).isEmpty();
  }

  @Test
  void whatAnotherServerRunsIsNeeded() {
    harness.runtime.has("ghcr.io/stigmer/agent-runner:v1.0.0", "sha256:old");
    Harness other = harness.withDataIn(home.resolve("other"), 7777);
    other.choice =
        new RunnerImage.Choice(Optional.of("ghcr.io/stigmer/agent-runner:v1.0.0"), false);
    other.start();

    assertThat(UnneededImages.find(harness.runtime, harness.settings(), harness.build)).isEmpty();
  }
}
