package ai.stigmer.release.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChallengeTest {

  @Test
  void aBearerChallengeMayQuoteCommasAndQuotes() {
    assertThat(
            Challenge.parse(
                List.of(
                    "Bearer realm=\"https://auth.example/token\",service=\"a \\\"b\\\", c\","
                        + " Scope=\"repository:me/it:pull,push\"")))
        .containsExactly(
            new Challenge(
                "bearer",
                Map.of(
                    "realm", "https://auth.example/token",
                    "service", "a \"b\", c",
                    "scope", "repository:me/it:pull,push")));
  }

  @Test
  void severalChallengesMayShareAHeaderOrNot() {
    assertThat(
            Challenge.parse(
                List.of("Basic realm=\"one, two\", Bearer realm=https,x=y", "NEGOTIATE")))
        .extracting(Challenge::scheme)
        .containsExactly("basic", "bearer", "negotiate");
  }

  @Test
  void whatIsNoChallengeIsNone() {
    assertThat(Challenge.parse(List.of("", "\"", "=", "x".repeat(100_000), "a=b"))).isEmpty();
  }
}
