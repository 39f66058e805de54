package ai.stigmer.agentrunner.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.agentrunner.contract.Session;
import ai.stigmer.agentrunner.execution.BackendException;
import ai.stigmer.agentrunner.secret.Secret;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ServerCallsTest {

  private static final String SECRET = "canary-5f3a";
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final StandInServer server = StandInServer.start();
  private ManagedChannel channel = new Endpoint(server.endpoint(), false).channel();

  @BeforeEach
  void keepASession() {
    server.keep("Be brief.");
  }

  @AfterEach
  void hangUp() {
    channel.shutdownNow();
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          UNAUTHENTICATED    | The server at %s does not accept the key in STIGMER_API_KEY: set it to one of that server's keys
          PERMISSION_DENIED  | The server at %s does not let the worker read session 'ses-1' (Bearer *** is barred): give the account of STIGMER_API_KEY that permission, or use another key
          NOT_FOUND          | The server at %s has no session 'ses-1': it was removed, or STIGMER_BACKEND_ENDPOINT names another server
          UNAVAILABLE        | The server at %s cannot be reached to read session 'ses-1' (Bearer *** is barred): start it, or mend STIGMER_BACKEND_ENDPOINT
          DEADLINE_EXCEEDED  | The server at %s was asked to read session 'ses-1' and does not answer: look at its log
          UNIMPLEMENTED      | The server at %s does not know ai.stigmer.agentic.session.v1.SessionQueryController/get: STIGMER_BACKEND_ENDPOINT must name a Stigmer server
          INVALID_ARGUMENT   | The server at %s failed to read session 'ses-1' (INVALID_ARGUMENT, Bearer *** is barred): look at its log
          """)
  void eachRefusalIsASentenceThatNamesTheServerAndHidesTheKey(Status.Code code, String sentence) {
    server.fail(1, code.toStatus().withDescription("Bearer " + SECRET + "\nis barred"));

    assertThatThrownBy(() -> ask(Optional.of(SECRET), Duration.ZERO))
        .isInstanceOf(BackendException.class)
        .hasMessage(sentence, server.endpoint())
        .hasNoCause();
  }

  @Test
  void aServerThatWantsAKeyTellsWhichVariableHoldsIt() {
    server.fail(1, Status.UNAUTHENTICATED);

    assertThatThrownBy(() -> ask(Optional.empty(), Duration.ZERO))
        .hasMessage(
            "The server at %s wants a key: set STIGMER_API_KEY to one of that server's keys",
            server.endpoint());
  }

  @Test
  void aKeyAtTheEdgeOfALongReasonLeavesNoPiece() {
    server.fail(1, Status.INTERNAL.withDescription("x".repeat(295) + SECRET));

    assertThatThrownBy(() -> ask(Optional.of(SECRET), Duration.ZERO))
        .hasMessageContaining("xx***")
        .hasMessageNotContaining("xca");
  }

  @Test
  void aServerThatIsNotThereIsNamedWithTheReason() throws InterruptedException {
    server.stop();

    assertThatThrownBy(() -> ask(Optional.empty(), Duration.ZERO))
        .hasMessageStartingWith(
            "The server at %s cannot be reached to read session 'ses-1' (", server.endpoint())
        .hasMessageContaining("Connection refused");
  }

  @Test
  void theKeyOfTheEnvironmentGoesWithEachCall() throws InterruptedException {
    ask(Optional.of(SECRET), Duration.ZERO);

    assertThat(server.authorizations()).containsExactly(Optional.of("Bearer " + SECRET));
  }

  @Test
  void withoutAKeyNothingIsSaidOfOne() throws InterruptedException {
    ask(Optional.empty(), Duration.ZERO);

    assertThat(server.authorizations()).containsExactly(Optional.empty());
  }

  @Test
  void aKeyThatWasHeldBackIsToldInItsOwnWords() {
    var heldBack = new BackendException("The key is not sent in plain text");

    assertThat(
            new Refusal(server.endpoint(), Optional.of(new Key(Secret.of(SECRET))))
                .of(Status.UNAUTHENTICATED.withCause(heldBack), Errand.session("ses-1")))
        .isSameAs(heldBack);
  }

  @ParameterizedTest
  @EnumSource(
      value = Status.Code.class,
      names = {"UNAVAILABLE", "DEADLINE_EXCEEDED", "RESOURCE_EXHAUSTED"})
  void whatPassesIsTriedAgain(Status.Code code) throws InterruptedException {
    server.fail(3, code.toStatus());

    assertThat(ask(Optional.empty(), PATIENCE).getSpec().getAgentInstanceId()).isEqualTo("ain-1");
    assertThat(server.calls()).hasSize(4);
  }

  @ParameterizedTest
  @EnumSource(
      value = Status.Code.class,
      names = {"UNAUTHENTICATED", "PERMISSION_DENIED", "NOT_FOUND", "INVALID_ARGUMENT", "INTERNAL"})
  void whatDoesNotPassIsNotTriedAgain(Status.Code code) {
    server.fail(1, code.toStatus());

    assertThatThrownBy(() -> ask(Optional.empty(), PATIENCE)).isInstanceOf(BackendException.class);
    assertThat(server.calls()).hasSize(1);
  }

  @Test
  void aServerThatComesBackIsFound() throws Exception {
    server.stop();
    CompletableFuture<Session> answer =
        CompletableFuture.supplyAsync(() -> askUninterrupted(PATIENCE));
    Thread.sleep(Duration.ofSeconds(2));
    assertThat(answer).isNotDone();

    server.restart();

    assertThat(answer).succeedsWithin(PATIENCE);
  }

  @Test
  void aConnectionThatFellSilentIsGivenUp() throws Exception {
    var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    channel.shutdownNow();
    channel = new Endpoint("localhost:" + silent.getLocalPort(), false).channel();
    channel.getState(true);
    try (var connection = silent.accept()) {
      silent.close();
      try (var successor =
          StandInServer.startAt((InetSocketAddress) connection.getLocalSocketAddress())) {
        successor.keep("Be brief.");

        assertThat(
                new ServerCalls(
                        channel,
                        new Refusal(successor.endpoint(), Optional.empty()),
                        Duration.ofSeconds(2))
                    .ask(Errand.session("ses-1"), PATIENCE))
            .isNotNull();
      }
    }
  }

  @Test
  void anInterruptEndsACallThatHangs() throws Exception {
    try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      channel.shutdownNow();
      channel = new Endpoint("localhost:" + silent.getLocalPort(), false).channel();
      var interrupted = new CountDownLatch(1);
      Thread caller =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  ask(Optional.empty(), PATIENCE);
                } catch (InterruptedException expected) {
                  interrupted.countDown();
                }
              });
      silent.accept().getInputStream().read();

      caller.interrupt();

      interrupted.await();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1"})
  void localhostReachesAServerOnEitherOfItsAddresses(String address) throws InterruptedException {
    try (var onlyThere = StandInServer.startAt(InetAddress.ofLiteral(address))) {
      onlyThere.keep("Be brief.");
      channel.shutdownNow();
      channel = new Endpoint(onlyThere.endpoint(), false).channel();

      assertThat(ask(Optional.empty(), Duration.ZERO)).isNotNull();
    }
  }

  private Session ask(Optional<String> key, Duration patience) throws InterruptedException {
    return new ServerCalls(
            channel, new Refusal(server.endpoint(), key.map(Secret::of).map(Key::new)))
        .ask(Errand.session("ses-1"), patience);
  }

  private Session askUninterrupted(Duration patience) {
    try {
      return ask(Optional.empty(), patience);
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }
}
