package ai.stigmer.agentrunner.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.agentrunner.control.ControlServer;
import ai.stigmer.agentrunner.control.ControlSocketException;
import ai.stigmer.agentrunner.control.FakeExecutions;
import ai.stigmer.agentrunner.control.Health;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CommandsTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Path socket;

  @BeforeEach
  void choose(@TempDir Path folder) {
    socket = folder.resolve("control.sock");
  }

  @Test
  void withoutAWorkerTheContainerIsUnhealthy() throws InterruptedException {
    assertThat(run("health")).isEqualTo(1);

    assertThat(out.toString(UTF_8)).startsWith("unhealthy: no worker answers at " + socket);
    assertThat(err.size()).isZero();
  }

  @Test
  void withoutAWorkerNothingRuns() throws InterruptedException {
    assertThat(run("run", "--agent", "assistant", "--message", "hi")).isEqualTo(2);
    assertThat(run("cancel", "e-1")).isEqualTo(2);
    assertThat(run("agents")).isEqualTo(2);

    assertThat(err.toString(UTF_8).lines())
        .hasSize(3)
        .allMatch(line -> line.startsWith("agent-runner: no worker answers at " + socket));
  }

  @Test
  void aWorkerThatIsNotThereYetIsWaitedFor() throws Exception {
    var waiting = new FutureTask<Integer>(() -> run("health", "--wait", "50"));
    Thread.ofPlatform().start(waiting);
    var asked = new CountDownLatch(3);
    try (ControlServer _ =
        ControlServer.open(
            socket,
            () -> {
              asked.countDown();
              return new Health(asked.getCount() == 0, "asked");
            },
            new FakeExecutions())) {
      assertThat(waiting.get()).isZero();
    }

    assertThat(out.toString(UTF_8)).isEqualTo("healthy: asked\n");
  }

  @Test
  void waitingEndsWithTheLastReason() throws Exception {
    try (ControlServer _ = serverThat(new Health(false, "Temporal is away"))) {
      assertThat(run("health", "--wait", "1")).isEqualTo(1);
    }

    assertThat(out.toString(UTF_8)).isEqualTo("unhealthy: Temporal is away\n");
  }

  @Test
  void aWorkerThatHangsIsUnhealthy() throws Exception {
    try (ServerSocketChannel hanging = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      hanging.bind(UnixDomainSocketAddress.of(socket));

      assertThat(run("health")).isEqualTo(1);
    }

    assertThat(out.toString(UTF_8)).isEqualTo("unhealthy: the worker does not answer within 5 s\n");
  }

  @Test
  void cancelAndAgentsPassTheAnswerOn() throws Exception {
    try (ControlServer _ = serverThat(new Health(true, "fine"))) {
      assertThat(run("agents")).isZero();
      assertThat(run("cancel", "e-1")).isZero();
      assertThat(run("cancel", "e-2")).isEqualTo(1);
    }

    assertThat(out.toString(UTF_8)).isEqualTo("assistant\tHelps\npr-reviewer\tReviews grüße\n");
    assertThat(err.toString(UTF_8)).isEqualTo("there is no execution e-2\n");
  }

  @Test
  void whatCannotBeUnderstoodIsUsage() throws InterruptedException {
    assertThat(run("healthy")).isEqualTo(2);
    assertThat(run("health", "--wait")).isEqualTo(2);
    assertThat(run("health", "--wait", "soon")).isEqualTo(2);
    assertThat(run("cancel")).isEqualTo(2);
    assertThat(run("cancel", "e 1")).isEqualTo(2);
    assertThat(run("agents", "--all")).isEqualTo(2);

    assertThat(err.toString(UTF_8).lines())
        .startsWith("agent-runner: there is no command 'healthy'; see `agent-runner help`")
        .hasSize(6);
  }

  @Test
  void helpNamesEveryCommandAndVariable() throws InterruptedException {
    assertThat(run("help")).isZero();

    assertThat(out.toString(UTF_8))
        .contains("agent-runner health [--wait SECONDS]", "agent-runner cancel ID")
        .contains("TEMPORAL_SERVICE_ADDRESS (localhost:7233)\n    Temporal's front end");
  }

  @Test
  void whatCannotBePrintedIsAFailure() throws Exception {
    OutputStream closed = OutputStream.nullOutputStream();
    closed.close();
    try (ControlServer _ = serverThat(new Health(true, "fine"))) {
      assertThat(run(closed, "agents")).isEqualTo(1);
      assertThat(run(closed, "health")).isEqualTo(1);
      assertThat(run(closed, "help")).isEqualTo(1);
    }

    assertThat(err.toString(UTF_8).lines())
        .hasSize(3)
        .allMatch(
            line -> line.startsWith("agent-runner: broken off before the whole answer was told ("));
  }

  @Test
  void aDefectEndsTheProgramToo() throws Exception {
    try (var defective =
        new InputStream() {
          @Override
          public int read() {
            throw new IllegalStateException("as this test wants it");
          }

          @Override
          public int read(byte[] bytes, int offset, int length) {
            return read();
          }
        }) {
      assertThat(
              Commands.run(
                  List.of("run", "--request", "-"),
                  Map.of("AGENT_RUNNER_SOCKET", socket.toString()),
                  new Console(defective, out, err)))
          .isEqualTo(1);
    }
  }

  private ControlServer serverThat(Health health) throws ControlSocketException {
    return ControlServer.open(socket, () -> health, new FakeExecutions());
  }

  private int run(String... arguments) throws InterruptedException {
    return run(out, arguments);
  }

  private int run(OutputStream to, String... arguments) throws InterruptedException {
    return Commands.run(
        List.of(arguments),
        Map.of("AGENT_RUNNER_SOCKET", socket.toString()),
        new Console(new ByteArrayInputStream(new byte[0]), to, err));
  }
}
