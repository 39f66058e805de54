package ai.stigmer.agentrunner.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.agentrunner.conversation.ModelException;
import ai.stigmer.agentrunner.llm.ModelSettings.Limits;
import ai.stigmer.testing.FreePort;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every way a provider can fail, on each provider's wire.
@Timeout(60)
class FaultTest {

  @ParameterizedTest
  @EnumSource
  void anOverloadedServerIsAskedAgainWhenItSaysSo(Wire wire) throws InterruptedException {
    try (var server =
        ProviderServer.start(
            ProviderServer.status(429, "slow down", "Retry-After: 7"),
            ProviderServer.stream(wire.says("Hello")))) {
      Asking asking = Asking.at(server, wire);

      assertThat(asking.greet().text()).isEqualTo("Hello");
      assertThat(asking.pauses()).containsExactly(Duration.ofSeconds(7));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aServerThatWantsToBeLeftAloneForLongIsNotAskedAgain(Wire wire) {
    try (var server =
        ProviderServer.start(ProviderServer.status(429, "quota", "Retry-After: 3600"))) {
      Asking asking = Asking.at(server, wire);

      fails(asking)
          .hasMessageContaining("takes no more requests for now (HTTP 429): \"quota\"")
          .hasMessageContaining("wait 3600 s");
      assertThat(asking.pauses()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFailingServerIsTriedFourTimesMoreAndMoreSlowly(Wire wire) {
    ProviderServer.Step failing = ProviderServer.status(503, "down for repairs");
    try (var server = ProviderServer.start(failing, failing, failing, failing)) {
      Asking asking = Asking.at(server, wire);

      fails(asking)
          .hasMessageContaining("failed (HTTP 503): \"down for repairs\"")
          .hasMessageEndingWith("It was tried 4 times.");
      assertThat(asking.pauses()).hasSize(3).isSorted();
      assertThat(server.received()).hasSize(4);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aConnectionLostBeforeAWordIsMadeAgain(Wire wire) throws InterruptedException {
    try (var server =
        ProviderServer.start(
            ProviderServer.drop(),
            ProviderServer.dropAfter(wire.begun()),
            ProviderServer.stream(wire.begun()),
            ProviderServer.stream(wire.says("Hello")))) {
      Asking asking = Asking.at(server, wire);

      assertThat(asking.greet().text()).isEqualTo("Hello");
      assertThat(asking.pieces()).containsExactly("Hello");
      assertThat(asking.pauses()).hasSize(3);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aConnectionLostAfterAWordIsNotMadeAgain(Wire wire) {
    for (ProviderServer.Step cut :
        List.of(
            ProviderServer.dropAfter(wire.begun("Hel")),
            ProviderServer.stream(wire.begun("Hel")))) {
      try (var server = ProviderServer.start(cut)) {
        Asking asking = Asking.at(server, wire);

        fails(asking).hasMessageContaining("broke off").hasMessageContaining("in mid-sentence");
        assertThat(asking.pieces()).containsExactly("Hel");
        assertThat(asking.pauses()).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void anAnswerThatFallsSilentIsGivenUp(Wire wire) {
    try (var server = ProviderServer.start()) {
      server.then(server.stallAfter(wire.begun("Hel")));
      var limits = new Limits(Duration.ofMillis(300), Duration.ofSeconds(60));

      fails(Asking.at(server.url(), wire.provider(), limits))
          .hasMessageContaining("fell silent in mid-answer");
    }
  }

  @ParameterizedTest
  @EnumSource
  void anAnswerThatIsNotThereInTimeIsGivenUp(Wire wire) {
    for (boolean begun : List.of(true, false)) {
      try (var server = ProviderServer.start()) {
        server.then(begun ? server.endless(wire.begun("Hel")) : server.silence());
        var limits = new Limits(Duration.ofSeconds(60), Duration.ofMillis(700));

        fails(Asking.at(server.url(), wire.provider(), limits))
            .hasMessageContaining("gave no whole answer within 1 s");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNotInTheProvidersFormatIsNoAnswer(Wire wire) {
    for (String nonsense :
        List.of(
            "<html><body>Welcome to the hotel's network</body></html>\n",
            wire.begun() + (wire == Wire.OLLAMA ? "" : "event: ping\ndata: ") + "{\"broken\n\n",
            wire.begun() + (wire == Wire.OLLAMA ? "" : "data: ") + "42\n\n")) {
      try (var server = ProviderServer.start(ProviderServer.stream(nonsense))) {
        fails(Asking.at(server, wire))
            .hasMessageContaining("not in " + wire.provider().label() + "'s format");
      }
    }
  }

  /// Else it would take all of the worker's memory, and everything else that the worker does.
  @ParameterizedTest
  @EnumSource
  void anAnswerWithoutAnEndIsGivenUp(Wire wire) {
    String piece = wire.begun("on and on ".repeat(100_000));
    try (var server = ProviderServer.start(ProviderServer.stream(piece.repeat(20)))) {
      fails(Asking.at(server, wire)).hasMessageContaining("without an end, of more than 16 MiB");
      assertThat(server.received()).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void anEmptyAnswerIsNone(Wire wire) {
    try (var server = ProviderServer.start(ProviderServer.stream(wire.says("\n ")))) {
      fails(Asking.at(server, wire)).hasMessageContaining("empty answer");
    }
  }

  @ParameterizedTest
  @EnumSource
  void anAnswerThatWasCutIsNone(Wire wire) {
    try (var server =
        ProviderServer.start(ProviderServer.stream(wire.begun("Hel") + wire.end("length")))) {
      fails(Asking.at(server, wire)).hasMessageContaining("limit of tokens");
    }
  }

  @ParameterizedTest
  @EnumSource
  void anErrorInPlaceOfAnAnswerIsQuoted(Wire wire) {
    try (var server =
        ProviderServer.start(
            ProviderServer.stream(
                wire.begun() + wire.error("invalid_request_error", "too long\nby far")))) {
      fails(Asking.at(server, wire)).hasMessageContaining("reported an error: \"too long by far\"");
    }
  }

  @Test
  void anErrorInPlaceOfAnAnswerThatMayPassIsTriedAgain() throws InterruptedException {
    try (var server =
        ProviderServer.start(
            ProviderServer.stream(Wire.ANTHROPIC.error("overloaded_error", "Overloaded")),
            ProviderServer.stream(Wire.ANTHROPIC.says("Hello")))) {
      assertThat(Asking.at(server, Wire.ANTHROPIC).greet().text()).isEqualTo("Hello");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRefusedKeyIsNotShown(Wire wire) {
    for (int status : List.of(401, 403)) {
      try (var server =
          ProviderServer.start(
              ProviderServer.status(
                  status, "{\"error\":{\"message\":\"no %s\"}}".formatted(Asking.KEY.reveal())))) {
        fails(Asking.at(server, wire))
            .hasMessageContaining("refuses the key (HTTP %d): check ".formatted(status))
            .hasMessageContaining(wire.provider().keyVariable().orElse("STIGMER_LLM_API_KEY"));
        assertThat(server.received()).hasSize(1);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aKeyThatTheServerRepeatsIsTakenOut(Wire wire) {
    String words = "you sent " + Asking.KEY.reveal();
    for (ProviderServer.Step step :
        List.of(
            ProviderServer.status(400, "{\"error\":{\"message\":\"%s\"}}".formatted(words)),
            ProviderServer.status(400, words),
            ProviderServer.stream(wire.error("invalid_request_error", words)))) {
      try (var server = ProviderServer.start(step)) {
        fails(Asking.at(server, wire)).hasMessageContaining("\"you sent ***\"");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void anUnknownModelIsNamed(Wire wire) {
    try (var server =
        ProviderServer.start(ProviderServer.status(404, "{\"error\":\"model not found\"}"))) {
      fails(Asking.at(server, wire))
          .hasMessageContaining("Model 'm' of " + wire.provider().label() + " is not there")
          .hasMessageContaining(
              wire == Wire.OLLAMA ? "`ollama pull m`" : "check the name of the model");
      assertThat(server.received()).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theKeyDoesNotFollowARedirection(Wire wire) {
    try (var other = ProviderServer.start(ProviderServer.stream(wire.says("Hello")));
        var server =
            ProviderServer.start(
                ProviderServer.status(307, "", "Location: " + other.url() + wire.path()))) {
      fails(Asking.at(server, wire)).hasMessageContaining("redirection (HTTP 307)");
      assertThat(other.received()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aServerThatIsNotThereIsNamedWithItsRemedy(Wire wire) {
    URI nobody = URI.create("http://127.0.0.1:" + FreePort.find());
    Asking asking = Asking.at(nobody, wire.provider(), Asking.PATIENT);

    fails(asking)
        .hasMessageContaining("cannot be reached at " + nobody)
        .hasMessageContaining(wire == Wire.OLLAMA ? "OLLAMA_HOST=0.0.0.0" : "check the network");
    assertThat(asking.pauses()).hasSize(3);
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> fails(Asking asking) {
    return assertThatThrownBy(asking::greet)
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith("Model 'm' of ")
        .satisfies(failure ->
            assertThat(Stream.iterate(failure, cause -> cause != null, Throwable::getCause))
                .allSatisfy(
                    cause -> assertThat(cause.toString()).doesNotContain(Asking.KEY.reveal())));
  }
}
