package ai.stigmer.cli.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.stigmer.cli.container.Container;
import ai.stigmer.cli.container.ContainerCommand;
import ai.stigmer.cli.container.ContainerState;
import ai.stigmer.cli.container.LocalImage;
import ai.stigmer.cli.container.Mount;
import ai.stigmer.cli.process.OutputLine;
import ai.stigmer.cli.process.OutputLine.Channel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Containers: how they start, what they may do, and how they end.
interface ContainerContract extends RuntimeContract {

  @Test
  default void aContainerIsSeenWithWhatItWasStartedWith() throws IOException {
    Path mounted = Files.createDirectory(folder().resolve("mounted"));
    Files.writeString(mounted.resolve("file"), "content\n");
    var lines = new ArrayList<OutputLine>();

    String id =
        runtime()
            .start(
                specification("seen", "exec sleep 1000")
                    .withMounts(List.of(new Mount(mounted.toString(), "/there", true)))
                    .withEnvironment(Map.of("SECRET", "two words # \"$x\" 'y' =", "EMPTY", "")));
    Container container = runtime().containerNamed("seen").orElseThrow();
    int exitCode =
        runtime()
            .execute(
                id,
                ContainerCommand.of(
                    "sh", "-c", "cat /there/file; echo \"$SECRET|$EMPTY|\"; echo no >/there/file"),
                lines::add);

    assertThat(container.id()).isEqualTo(id).hasSize(64);
    assertThat(container.running()).isTrue();
    assertThat(container.labels()).containsEntry(LABEL, "seen");
    assertThat(container.imageId())
        .isEqualTo(runtime().image(image()).map(LocalImage::id).orElseThrow());
    assertThat(container.imageDigest()).isEqualTo(image().digest());
    assertThat(runtime().containers(LABEL, "seen", Set.of())).containsExactly(container);
    assertThat(exitCode).isNotZero();
    assertThat(lines)
        .contains(
            new OutputLine(Channel.OUTPUT, "content"),
            new OutputLine(Channel.OUTPUT, "two words # \"$x\" 'y' =||"));
  }

  @Test
  default void aNameIsMatchedWhole() {
    String id = start("whole-name", "exec sleep 1000");

    assertThat(runtime().containerNamed("whole-name")).isPresent();
    assertThat(runtime().containerNamed("whole")).isEmpty();
    assertThat(runtime().containerNamed("whole.name")).isEmpty();
    assertThat(runtime().containerNamed(id.substring(0, 12))).isEmpty();
    assertThat(runtime().containers(LABEL, "whole", Set.of())).isEmpty();
  }

  @Test
  default void aNameThatIsTakenIsToldWithItsHolder() {
    String id = start("taken", "exec sleep 1000");

    NameTaken taken =
        catchThrowableOfType(NameTaken.class, () -> start("taken", "exec sleep 1000"));

    assertThat(taken.holder().id()).isEqualTo(id);
    assertThat(runtime().containerNamed("taken").map(Container::running)).contains(true);
  }

  @Test
  default void stoppingEndsAContainerOnce() {
    String id = start("stopped", "trap 'exit 7' TERM; echo ready; while :; do sleep 0.1; done");
    awaitReady(id);

    runtime().stop(id, Duration.ofSeconds(20));
    runtime().stop(id, Duration.ofSeconds(20));

    assertThat(runtime().containerNamed("stopped").orElseThrow().state())
        .isInstanceOfSatisfying(
            ContainerState.Exited.class, exited -> assertThat(exited.exitCode()).isEqualTo(7));
  }

  private void awaitReady(String id) {
    Instant end = Instant.now().plus(Duration.ofSeconds(60));
    while (logs(id, WHOLE_LOG).isEmpty()) {
      assertThat(Instant.now()).isBefore(end);
    }
  }

  @Test
  default void aRunningContainerGetsAnotherName() {
    String id = start("old-name", "exec sleep 1000");

    runtime().rename(id, "new-name");
    runtime().rename(id, "new-name");
    runtime().rename("0".repeat(64), "no-name");

    assertThat(runtime().containerNamed("old-name")).isEmpty();
    assertThat(runtime().containerNamed("new-name").map(Container::id)).contains(id);
    assertThat(start("old-name", "exec sleep 1000")).isNotEqualTo(id);
  }

  @Test
  default void removingFreesTheNameAtOnce() {
    String first = start("removed", "trap '' TERM; while :; do sleep 1; done");

    runtime().remove(first);
    runtime().remove(first);
    runtime().stop(first, Duration.ZERO);

    assertThat(runtime().containerNamed("removed")).isEmpty();
    assertThat(start("removed", "exec sleep 1000")).isNotEqualTo(first);
  }

  @Test
  default void aContainerWithoutPrivilegesCannotTakeAFileFromItsOwner() {
    String may = start("may", "exec sleep 1000");
    String mayNot =
        runtime().start(specification("may-not", "exec sleep 1000").withoutPrivileges());

    assertThat(shell(may, "chown 1:1 /tmp")).isZero();
    assertThat(shell(mayNot, "chown 1:1 /tmp")).isNotZero();
  }

  private int shell(String id, String script) {
    return runtime().execute(id, ContainerCommand.of("sh", "-c", script), line -> {});
  }

  @Test
  default void aProgramThatIsNotInTheImageLeavesNoContainer() {
    assertThatThrownBy(() ->
            runtime()
                .start(specification("no-program", "").withArguments(List.of("/no/such/program"))))
        .isInstanceOf(RuntimeFailure.class)
        .hasMessageContaining("/no/such/program");
    assertThat(runtime().containerNamed("no-program")).isEmpty();
  }

  @Test
  default void aValueOfSeveralLinesIsRefusedByItsNameAlone() {
    assertThatThrownBy(() ->
            runtime()
                .check(specification("lines", "env").withEnvironment(Map.of("KEY", "hush\nhush"))))
        .isInstanceOf(RuntimeFailure.class)
        .hasMessageContaining("KEY")
        .hasMessageNotContaining("hush");
  }

  @Test
  default void aMountThatIsNotThereIsNamed() {
    Path missing = folder().resolve("missing");

    assertThatThrownBy(() ->
            runtime()
                .check(
                    specification("mount", "exec sleep 1")
                        .withMounts(List.of(new Mount(missing.toString(), "/x", false)))))
        .isInstanceOf(RuntimeFailure.class)
        .hasMessageContaining(missing.toString());
    assertThat(missing).doesNotExist();
  }

  @Test
  default void aContainerIsAlsoFoundByItsNameBesideThoseWithALabel() {
    String labelled = start("labelled", "exec sleep 1000");
    String named = start("named", "exec sleep 1000");

    assertThat(runtime().containers(LABEL, "labelled", Set.of("named", "absent")))
        .extracting(Container::id)
        .containsExactlyInAnyOrder(labelled, named);
    assertThat(runtime().containers(LABEL, "none", Set.of("absent"))).isEmpty();
  }
}
