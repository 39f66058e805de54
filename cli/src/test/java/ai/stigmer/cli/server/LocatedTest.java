package ai.stigmer.cli.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.cli.container.Container;
import ai.stigmer.cli.container.ContainerState;
import ai.stigmer.cli.runtime.RuntimeKind;
import ai.stigmer.cli.runtime.RuntimeUnavailable;
import ai.stigmer.cli.runtime.RuntimeUnavailable.Reason;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LocatedTest {

  @TempDir private Path home;
  private Harness podman;
  private final FakeRuntime docker = new FakeRuntime();

  @BeforeEach
  void prepare() {
    podman = new Harness(home);
    podman.runtime.kind = RuntimeKind.PODMAN;
  }

  private Located locate() {
    return Located.of(List.of(docker, podman.runtime), podman.identity());
  }

  @Test
  void theServerIsFoundWhereItWasStartedAlthoughTheOtherRuntimeIsPreferred() {
    podman.start();

    assertThat(locate().runtime()).isSameAs(podman.runtime);
    assertThat(locate().runner()).map(Container::running).contains(true);
    assertThat(Located.runtime(List.of(docker, podman.runtime), podman.identity()))
        .isSameAs(podman.runtime);
  }

  @Test
  void whatIsLeftOfAServerDoesNotHideTheOneThatRuns() {
    Harness before = podman.with(docker);
    before.start();
    docker.becomes(
        before.name(Component.AGENT_RUNNER), new ContainerState.Exited(255, false, Instant.EPOCH));
    docker.becomes(
        before.name(Component.TEMPORAL), new ContainerState.Exited(255, false, Instant.EPOCH));
    assertThat(locate().runtime()).isSameAs(docker);

    podman.start();

    assertThat(locate().runtime()).isSameAs(podman.runtime);
  }

  @Test
  void withoutAServerThePreferredRuntimeIsTaken() {
    assertThat(locate()).isEqualTo(new Located(docker, List.of()));
  }

  @ParameterizedTest
  @EnumSource(
      names = {"NOT_RUNNING", "PERMISSION_DENIED", "UNUSABLE"},
      value = Reason.class)
  void theOtherServesWhereThePreferredCannotBeUsed(Reason reason) {
    docker.unavailable = Optional.of(new RuntimeUnavailable(reason, "no docker", "mend it"));
    assertThat(locate()).isEqualTo(new Located(podman.runtime, List.of()));

    podman.runtime.unavailable =
        Optional.of(new RuntimeUnavailable(Reason.UNUSABLE, "no podman", "mend it"));
    assertThatThrownBy(this::locate).hasMessage("no docker");
  }

  @Test
  void aRuntimeThatDoesNotAnswerMayHaveTheServer() {
    docker.unavailable =
        Optional.of(new RuntimeUnavailable(Reason.NOT_ANSWERING, "frozen", "restart it"));

    assertThatThrownBy(this::locate).hasMessage("frozen");
    podman.start();
    assertThat(locate().runtime()).isSameAs(podman.runtime);
  }

  @Test
  void oneRuntimeAloneIsNotAskedBeforeItMatters() {
    docker.unavailable =
        Optional.of(new RuntimeUnavailable(Reason.NOT_RUNNING, "no docker", "mend it"));

    assertThat(Located.runtime(List.of(docker), podman.identity())).isSameAs(docker);
  }
}
