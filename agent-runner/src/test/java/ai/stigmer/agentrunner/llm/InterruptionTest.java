package ai.stigmer.agentrunner.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Answers that somebody ends, and what is left of them.
@Timeout(60)
class InterruptionTest {

  @ParameterizedTest
  @EnumSource
  void anInterruptionInMidAnswerClosesTheConnection(Wire wire) throws Exception {
    try (var server = ProviderServer.start()) {
      server.then(server.endless(wire.begun("Hel")));
      Asking asking = Asking.at(server, wire);
      var begun = new CountDownLatch(1);

      Throwable end = interrupted(() -> asking.greet(_ -> begun.countDown()), begun);

      assertThat(end).isInstanceOf(InterruptedException.class);
      assertThat(server.isHungUpOn()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void anInterruptionBeforeTheAnswerEndsTheWait(Wire wire) throws Exception {
    try (var server = ProviderServer.start()) {
      var asked = new CountDownLatch(1);
      server.then(exchange -> {
        asked.countDown();
        server.silence().answer(exchange);
      });

      Throwable end = interrupted(Asking.at(server, wire)::greet, asked);

      assertThat(end).isInstanceOf(InterruptedException.class);
      assertThat(server.received()).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void anInterruptionBetweenAttemptsEndsThem(Wire wire) throws Exception {
    try (var server = ProviderServer.start(ProviderServer.status(503, ""))) {
      var waiting = new CountDownLatch(1);
      var models =
          ConfiguredModels.of(
              Asking.settings(server.url(), wire.provider(), Asking.PATIENT),
              _ -> {
                waiting.countDown();
                new CountDownLatch(1).await();
              });

      Throwable end = interrupted(new Asking(models, List.of(), new ArrayList<>())::greet, waiting);

      assertThat(end).isInstanceOf(InterruptedException.class);
      assertThat(server.received()).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aListenerThatThrowsEndsTheAnswerWithItsOwnException(Wire wire) throws Exception {
    try (var server = ProviderServer.start()) {
      server.then(server.endless(wire.begun("Hel")));
      Asking asking = Asking.at(server, wire);
      var refusal = new IllegalStateException("full");

      assertThatThrownBy(() ->
              asking.greet(_ -> {
                throw refusal;
              }))
          .isSameAs(refusal);
      assertThat(server.isHungUpOn()).isTrue();
      assertThat(server.received()).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void manyAnswersLeaveFewThreadsBehind(Wire wire) throws InterruptedException {
    try (var server = ProviderServer.start()) {
      Set<Long> before = threads();
      Asking asking = Asking.at(server, wire);
      for (int call = 0; call < 20; call++) {
        server.then(ProviderServer.stream(wire.says("Hello")));
        asking.greet();
      }

      Set<Long> after = threads();
      after.removeAll(before);
      // One that watches the connections, and what the JDK lends to them for a minute.
      assertThat(after).hasSizeLessThan(8);
    }
  }

  private interface Call {
    Object reply() throws InterruptedException;
  }

  /// How a call ends on a thread that is interrupted once something has happened.
  private static Throwable interrupted(Call call, CountDownLatch when) throws Exception {
    var end = new CompletableFuture<Throwable>();
    Thread thread =
        Thread.ofPlatform()
            .start(() -> {
              try {
                end.complete(new AssertionError("answered: " + call.reply()));
              } catch (InterruptedException | RuntimeException thrown) {
                end.complete(thrown);
              }
            });
    assertThat(when.await(50, TimeUnit.SECONDS)).isTrue();
    thread.interrupt();
    return end.get(50, TimeUnit.SECONDS);
  }

  private static Set<Long> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::threadId)
        .collect(Collectors.toSet());
  }
}
