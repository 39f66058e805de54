package ai.stigmer.cli.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.stigmer.cli.container.Container;
import ai.stigmer.cli.container.ContainerSpecification;
import ai.stigmer.cli.container.ContainerSpecification.Limits;
import ai.stigmer.cli.container.ContainerState;
import ai.stigmer.cli.container.ImageReference;
import ai.stigmer.cli.container.LocalImage;
import ai.stigmer.cli.container.LogLine;
import ai.stigmer.cli.container.LogSelection;
import ai.stigmer.cli.container.Mount;
import ai.stigmer.cli.container.Network;
import ai.stigmer.cli.process.CancelledException;
import ai.stigmer.cli.process.OutputLine;
import ai.stigmer.cli.process.OutputLine.Channel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What every container runtime does alike.
@Timeout(120)
interface ContainerRuntimeContract {

  /// The label with a container's name.
  String LABEL = "ai.stigmer.test";

  /// The label of all containers of these tests.
  String EVERY = "ai.stigmer.tests";

  /// The runtime, which has the image.
  ContainerRuntime runtime();

  /// An image of busybox that the runtime has.
  ImageReference image();

  /// The same image for another architecture, by digest; the runtime does not have it.
  ImageReference foreignImage();

  /// An empty folder.
  Path folder();

  private ContainerSpecification specification(String name, String script) {
    return ContainerSpecification.of(name, image())
        .withNetwork(new Network.Host())
        .withLabels(Map.of(LABEL, name, EVERY, "yes"))
        .withArguments(List.of("/bin/sh", "-c", script));
  }

  private String start(String name, String script) {
    return runtime().start(specification(name, script));
  }

  private Container await(String name, Class<? extends ContainerState> state) {
    Instant end = Instant.now().plus(Duration.ofSeconds(30));
    while (true) {
      Container container = runtime().containerNamed(name).orElseThrow();
      if (state.isInstance(container.state())) {
        return container;
      }
      assertThat(Instant.now()).as(container.toString()).isBefore(end);
    }
  }

  private List<LogLine> logs(String id, LogSelection selection) {
    var lines = new ArrayList<LogLine>();
    runtime().logs(id, selection, lines::add);
    return lines;
  }

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
                List.of(
                    "sh", "-c", "cat /there/file; echo \"$SECRET|$EMPTY|\"; echo no >/there/file"),
                "",
                lines::add);

    assertThat(container.id()).isEqualTo(id).hasSize(64);
    assertThat(container.running()).isTrue();
    assertThat(container.labels()).containsEntry(LABEL, "seen");
    assertThat(container.imageId())
        .isEqualTo(runtime().image(image()).map(LocalImage::id).orElseThrow());
    assertThat(container.imageDigest()).isEqualTo(image().digest());
    assertThat(container.networkMode()).isEqualTo("host");
    assertThat(container.mounts()).containsExactly(new Mount(mounted.toString(), "/there", true));
    assertThat(runtime().containers(LABEL, "seen")).containsExactly(container);
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
    assertThat(runtime().containers(LABEL, "whole")).isEmpty();
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
  default void aCommandReadsItsInputAndKeepsItsChannelsApart() {
    String id = start("command", "exec sleep 1000");
    var lines = new ArrayList<OutputLine>();

    int exitCode =
        runtime()
            .execute(
                id, List.of("sh", "-c", "cat; echo wrong >&2; exit 3"), "in\nput\n", lines::add);

    assertThat(exitCode).isEqualTo(3);
    assertThat(lines)
        .containsExactlyInAnyOrder(
            new OutputLine(Channel.OUTPUT, "in"),
            new OutputLine(Channel.OUTPUT, "put"),
            new OutputLine(Channel.ERROR, "wrong"));
  }

  @Test
  default void nothingRunsInAContainerThatHasEnded() {
    String id = start("ended", "exit 4");
    Container ended = await("ended", ContainerState.Exited.class);

    ContainerNotRunning failure =
        catchThrowableOfType(
            ContainerNotRunning.class, () -> runtime().execute(id, List.of("sh"), "", line -> {}));

    assertThat(failure.container()).contains(ended);
    assertThat(ended.state())
        .isInstanceOfSatisfying(
            ContainerState.Exited.class, exited -> assertThat(exited.exitCode()).isEqualTo(4));
  }

  @Test
  default void aCommandThatIsInterruptedEndsTheCall() {
    String id = start("interrupted", "exec sleep 1000");
    Thread caller = Thread.currentThread();

    assertThatThrownBy(() ->
            runtime()
                .execute(
                    id,
                    List.of("sh", "-c", "echo begun; exec sleep 1000"),
                    "",
                    line -> caller.interrupt()))
        .isInstanceOf(CancelledException.class);

    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  default void aLogHasTimesAndChannels() {
    String id = start("log", "echo first; echo second >&2; echo; echo third");
    Instant ended =
        ((ContainerState.Exited) await("log", ContainerState.Exited.class).state()).at();

    List<LogLine> lines = logs(id, LogSelection.ALL);

    assertThat(lines)
        .extracting(LogLine::line)
        .filteredOn(line -> line.channel() == Channel.OUTPUT)
        .extracting(OutputLine::text)
        .containsExactly("first", "", "third");
    assertThat(lines)
        .extracting(LogLine::line)
        .contains(new OutputLine(Channel.ERROR, "second"))
        .hasSize(4);
    assertThat(lines)
        .allSatisfy(line ->
            assertThat(line.time()).isBetween(ended.minusSeconds(60), ended.plusSeconds(1)));
    assertThat(logs(id, new LogSelection(false, OptionalInt.of(1), Optional.empty()))).hasSize(1);
    assertThat(
            logs(
                id,
                new LogSelection(false, OptionalInt.empty(), Optional.of(ended.plusSeconds(5)))))
        .isEmpty();
  }

  @Test
  default void aLogIsFollowedUntilTheContainerEnds() {
    String id =
        start("followed", "echo ready; while [ ! -e /tmp/end ]; do sleep 0.1; done; echo over");
    var lines = new ArrayList<String>();

    runtime()
        .logs(
            id,
            new LogSelection(true, OptionalInt.empty(), Optional.empty()),
            line -> {
              lines.add(line.line().text());
              if (line.line().text().equals("ready")) {
                runtime().execute(id, List.of("sh", "-c", "true > /tmp/end"), "", written -> {});
              }
            });

    assertThat(lines).containsExactly("ready", "over");
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
    Instant end = Instant.now().plus(Duration.ofSeconds(30));
    while (logs(id, LogSelection.ALL).isEmpty()) {
      assertThat(Instant.now()).isBefore(end);
    }
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
  default void aContainerOverItsMemoryIsKilled() {
    ContainerSpecification greedy =
        specification("greedy", "x=aaaaaaaa; while :; do x=$x$x; done")
            .withLimits(new Limits(OptionalLong.of(16L << 20), false, true));

    runtime().start(greedy);

    assertThat(await("greedy", ContainerState.Exited.class).state())
        .isInstanceOfSatisfying(
            ContainerState.Exited.class, exited -> assertThat(exited.killed()).isTrue());
  }

  @Test
  default void aReadOnlyContainerWritesToItsTemporaryFolderAlone() {
    String id =
        runtime()
            .start(
                specification("read-only", "exec sleep 1000")
                    .withLimits(new Limits(OptionalLong.empty(), true, true)));

    assertThat(shell(id, "true > /tmp/file")).isZero();
    assertThat(shell(id, "true > /file")).isNotZero();
  }

  private int shell(String id, String script) {
    return runtime().execute(id, List.of("sh", "-c", script), "", line -> {});
  }

  @Test
  default void aPublishedPortIsOpenOnLoopbackAndTheMachineIsKnown() throws IOException {
    int port = freePort();
    var lines = new ArrayList<OutputLine>();

    String id =
        runtime()
            .start(
                specification("published", "while :; do echo hello | nc -l -p 80; done")
                    .withNetwork(new Network.Published(List.of(new Network.Port(port, 80)))));

    assertThat(greeting(port)).isEqualTo("hello\n");
    assertThat(runtime().execute(id, List.of("cat", "/etc/hosts"), "", lines::add)).isZero();
    assertThat(lines)
        .extracting(OutputLine::text)
        .anyMatch(line -> line.matches("[0-9.]+\\s+" + runtime().kind().machineName()));
  }

  private static String greeting(int port) throws IOException {
    Instant end = Instant.now().plus(Duration.ofSeconds(30));
    while (true) {
      try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        socket.shutdownOutput();
        String read = new String(socket.getInputStream().readAllBytes(), UTF_8);
        if (!read.isEmpty()) {
          return read;
        }
      } catch (IOException notYet) {
        assertThat(Instant.now()).isBefore(end);
      }
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  default void aPortThatIsTakenIsNamedAndLeavesNoContainer() throws IOException {
    try (var holder = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      PortTaken taken =
          catchThrowableOfType(
              PortTaken.class,
              () ->
                  runtime()
                      .start(
                          specification("port-taken", "exec sleep 1000")
                              .withNetwork(
                                  new Network.Published(
                                      List.of(new Network.Port(holder.getLocalPort(), 80))))));

      assertThat(taken.port()).isEqualTo(holder.getLocalPort());
      assertThat(runtime().containerNamed("port-taken")).isEmpty();
    }
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
  default void anImageThatIsNotThereIsNotPulledByStarting() {
    ImageReference absent = ImageReference.of("127.0.0.1:1/none:1");

    assertThat(runtime().image(absent)).isEmpty();
    assertThatThrownBy(() -> runtime().start(ContainerSpecification.of("absent", absent)))
        .isInstanceOf(RuntimeFailure.class)
        .hasMessageContaining("127.0.0.1:1/none:1");
  }

  @Test
  default void aForeignArchitectureIsToldAsSuch() {
    runtime().pull(foreignImage(), progress -> {});

    assertThatThrownBy(() -> runtime().start(ContainerSpecification.of("foreign", foreignImage())))
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

  @Test
  default void aValueOfSeveralLinesIsRefusedByItsNameAlone() {
    assertThatThrownBy(() ->
            runtime()
                .start(specification("lines", "env").withEnvironment(Map.of("KEY", "hush\nhush"))))
        .isInstanceOf(RuntimeFailure.class)
        .hasMessageContaining("KEY")
        .hasMessageNotContaining("hush");
  }

  @Test
  default void aMountThatIsNotThereIsNamed() {
    Path missing = folder().resolve("missing");

    assertThatThrownBy(() ->
            runtime()
                .start(
                    specification("mount", "exec sleep 1")
                        .withMounts(List.of(new Mount(missing.toString(), "/x", false)))))
        .isInstanceOf(RuntimeFailure.class)
        .hasMessageContaining(missing.toString());
    assertThat(missing).doesNotExist();
  }
}
