package ai.stigmer.agentrunner.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ControlServerTest {

  /// Longer than any of these tests.
  private static final Duration LONG = Duration.ofMinutes(2);

  private static final ThreadFactory THREADS = Thread.ofPlatform().daemon().factory();
  private static final Health HEALTHY = new Health(true, "it polls");
  private static final String MORE_THAN_A_SOCKET_HOLDS = "more than a socket holds ".repeat(40_000);

  @TempDir private Path folder;

  private final FakeExecutions executions = new FakeExecutions();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Health health = HEALTHY;
  private Path path;
  private ControlServer server;

  @BeforeEach
  void open() throws ControlSocketException {
    path = folder.resolve("control.sock");
    server = ControlServer.open(path, () -> health, executions, LONG, THREADS);
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void tellsHowTheWorkerIs() throws Exception {
    assertThat(ask("health")).hasValue(0);
    health = new Health(false, "Temporal does not answer");
    assertThat(ask("health")).hasValue(1);

    assertThat(out.toString(UTF_8))
        .isEqualTo("healthy: it polls\nunhealthy: Temporal does not answer\n");
  }

  @Test
  void listsTheAgents() throws Exception {
    assertThat(ask("agents")).hasValue(0);

    assertThat(out.toString(UTF_8)).isEqualTo("assistant\tHelps\npr-reviewer\tReviews grüße\n");
  }

  @Test
  void passesTheEventsOfARunOnAsTheyCome() throws Exception {
    executions.say("{\"type\":\"text\",\"delta\":\"grü\u2028ße\"}");
    executions.end(Ending.FAILED);

    assertThat(ask("run {\"agent\":\"assistant\", \"message\":\"hi  there\"}")).hasValue(1);
    assertThat(executions.requests())
        .containsExactly("{\"agent\":\"assistant\", \"message\":\"hi  there\"}");
    assertThat(out.toString(UTF_8)).isEqualTo("{\"type\":\"text\",\"delta\":\"grü\u2028ße\"}\n");
    assertThat(executions.isCancelled()).isFalse();
  }

  @Test
  void saysWhyARunIsRefusedOrCannotBeNow() throws Exception {
    assertThat(ask("run no-such-agent")).hasValue(2);
    assertThat(ask("run no-temporal")).hasValue(1);
    assertThat(ask("nonsense")).hasValue(2);

    assertThat(err.toString(UTF_8))
        .isEqualTo(
            """
            there is no agent no-such-agent
            Temporal does not answer
            the worker knows no such request
            """);
    assertThat(out.size()).isZero();
  }

  @Test
  void cancelsByIdWhoeverStartedIt() throws Exception {
    assertThat(ask("cancel e-1")).hasValue(0);
    assertThat(ask("cancel e-2")).hasValue(1);

    assertThat(err.toString(UTF_8)).isEqualTo("there is no execution e-2\n");
  }

  @Test
  void aClientThatCancelsSeesTheEnd() throws Exception {
    try (ControlClient client = ControlClient.connect(path)) {
      FutureTask<OptionalInt> asking = begun(client);

      client.cancel();

      assertThat(asking.get()).hasValue(130);
      assertThat(out.toString(UTF_8)).contains("\"phase\":\"CANCELLED\"");
    }
  }

  @Test
  void aClientThatGoesAwayEndsWhatItStarted() throws Exception {
    ControlClient client = ControlClient.connect(path);
    assertThat(begun(client)).isNotDone();

    client.close();

    executions.awaitCancelled();
  }

  @Test
  void aClientThatCannotPrintEndsWhatItStarted() throws Exception {
    executions.say("{\"type\":\"started\"}");
    try (ControlClient client = ControlClient.connect(path)) {
      OutputStream closed = OutputStream.nullOutputStream();
      closed.close();

      assertThat(client.ask("run {}", closed, err)).hasValue(130);
    }
  }

  @Test
  void aWorkerThatStopsEndsNoExecution() throws Exception {
    try (ControlClient client = ControlClient.connect(path)) {
      FutureTask<OptionalInt> asking = begun(client);

      server.close();

      assertThat(asking.get()).hasValue(1);
      assertThat(err.toString(UTF_8))
          .isEqualTo("the worker is stopping; execution e-1 goes on when one is running again\n");
      assertThat(executions.isCancelled()).isFalse();
    }
  }

  @Test
  void aWorkerThatStopsWhileItTellsAnEventSaysSoAfterIt() throws Exception {
    executions.say(MORE_THAN_A_SOCKET_HOLDS);
    try (SocketChannel client = clientOfARun()) {
      Thread.ofPlatform().start(server::close);
      while (Files.exists(path)) {
        Thread.onSpinWait();
      }

      assertThat(new String(Channels.newInputStream(client).readAllBytes(), UTF_8))
          .endsWith(
              """
              err the worker is stopping; execution e-1 goes on when one is running again
              exit 1
              """);
    }
  }

  /// One after the other they would take a minute.
  @Test
  void clientsThatDoNotReadAreLeftTogether() throws Exception {
    server.close();
    Duration goodbye = Duration.ofSeconds(2);
    server = ControlServer.open(path, () -> health, executions, goodbye, THREADS);
    var clients = new ArrayList<SocketChannel>();
    for (int client = 0; client < 30; client++) {
      executions.say(MORE_THAN_A_SOCKET_HOLDS);
      clients.add(clientOfARun());
    }
    long before = System.nanoTime();

    server.close();

    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(goodbye.multipliedBy(15));
    assertThat(executions.isCancelled()).isFalse();
    for (SocketChannel client : clients) {
      client.close();
    }
  }

  @Test
  void aSystemWithoutAnotherThreadLosesOneClientAndNotTheServer() throws Exception {
    server.close();
    var full = new AtomicBoolean(true);
    server =
        ControlServer.open(
            path,
            () -> health,
            executions,
            LONG,
            answer -> full.getAndSet(false) ? new NoThread() : THREADS.newThread(answer));

    try (SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
      assertThat(client.read(ByteBuffer.allocate(1))).isNegative();
    }
    assertThat(ask("health")).hasValue(0);
  }

  @Test
  void onlyThisUserMayConnect() throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rw-------");
  }

  @Test
  void aSecondWorkerIsRefused() {
    assertThatThrownBy(() -> ControlServer.open(path, () -> health, executions))
        .isInstanceOf(ControlSocketException.class)
        .hasMessage(
            "another worker answers at %s; stop it, or set AGENT_RUNNER_SOCKET to a path of this"
                + " one's own",
            path);
  }

  @Test
  void aSocketThatWasLeftBehindIsReplaced() throws Exception {
    server.close();
    assertThat(path).doesNotExist();
    Files.writeString(path, "left behind");

    server = ControlServer.open(path, () -> health, executions);

    assertThat(ask("health")).hasValue(0);
  }

  @Test
  void aPathNobodyCanListenAtIsNamed() {
    assertThatThrownBy(
            () -> ControlServer.open(folder.resolve("no/such.sock"), () -> health, executions))
        .isInstanceOf(ControlSocketException.class)
        .hasMessageContaining("no/such.sock")
        .hasMessageContaining("set AGENT_RUNNER_SOCKET");
  }

  private OptionalInt ask(String request) throws Exception {
    try (ControlClient client = ControlClient.connect(path)) {
      return client.ask(request, out, err);
    }
  }

  /// A client whose execution has something to tell that it does not read.
  private SocketChannel clientOfARun() throws IOException {
    SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(path));
    client.write(ByteBuffer.wrap("run {}\n".getBytes(UTF_8)));
    client.read(ByteBuffer.allocate(1));
    return client;
  }

  /// Has a client follow an execution, and waits until it has heard of it.
  private FutureTask<OptionalInt> begun(ControlClient client) throws InterruptedException {
    var heard = new CountDownLatch(1);
    var telling =
        new OutputStream() {
          @Override
          public void write(int one) {
            out.write(one);
            heard.countDown();
          }
        };
    var asking = new FutureTask<OptionalInt>(() -> client.ask("run {}", telling, err));
    Thread.ofPlatform().start(asking);
    executions.say("{\"type\":\"started\"}");
    heard.await();
    return asking;
  }

  /// A thread where there can be no more.
  private static final class NoThread extends Thread {

    @Override
    public void start() {
      throw new OutOfMemoryError("unable to create native thread, as this test wants it");
    }
  }
}
