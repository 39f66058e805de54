package ai.stigmer.release.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.release.problem.Problem;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.testing.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryPolicyTest {

  private final List<Duration> pauses = new ArrayList<>();
  private final RetryPolicy policy =
      new RetryPolicy(4, Duration.ofSeconds(1), Duration.ofSeconds(3), pauses::add);

  @Test
  void pausesDoubleUpToTheLongestAndTheLastFailureIsTold() {
    assertThatThrownBy(() ->
            policy.run(
                "asking",
                () -> {
                  throw new IOException("broken pipe");
                }))
        .isInstanceOfSatisfying(
            ReleaseException.class,
            failure -> assertThat(failure.problem().kind()).isEqualTo(Problem.Kind.REMOTE))
        .hasMessageContainingAll("asking", "4 attempts", "broken pipe");
    assertThat(pauses)
        .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3));
  }

  @Test
  void whatTheServerAsksForIsWaited() {
    var wanted = new ArrayList<>(List.of(Duration.ofMillis(5), Duration.ofSeconds(3)));
    String result =
        policy.run(
            "asking",
            () -> {
              if (wanted.isEmpty()) {
                return "done";
              }
              throw new RetryPolicy.PassingFailure("busy", Optional.of(wanted.removeFirst()));
            });
    assertThat(result).isEqualTo("done");
    assertThat(pauses).containsExactly(Duration.ofMillis(5), Duration.ofSeconds(3));
  }

  @Test
  void aServerThatAsksForMoreThanTheLongestPauseIsNotAskedAgain() {
    assertThatThrownBy(() ->
            policy.run(
                "asking",
                () -> {
                  throw new RetryPolicy.PassingFailure("busy", Optional.of(Duration.ofHours(1)));
                }))
        .isInstanceOfSatisfying(
            ReleaseException.class,
            failure -> {
              assertThat(failure.problem().kind()).isEqualTo(Problem.Kind.REMOTE);
              assertThat(failure.problem().remedy()).isEqualTo("Run it again in 60 minutes.");
            })
        .hasMessageContainingAll("asking", "busy");
    assertThat(pauses).isEmpty();
  }

  @Test
  void aProblemIsNotTriedAgain() {
    assertThatThrownBy(() ->
            policy.run(
                "asking",
                () -> {
                  throw ReleaseException.permission("refused", "");
                }))
        .hasMessage("refused");
    assertThat(pauses).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "7                             | PT7S",
        "Wed, 01 Jan 2025 00:01:00 GMT | PT1M",
        "Tue, 31 Dec 2024 00:00:00 GMT | ''",
        "soon                          | ''",
        "-1                            | ''",
      })
  void retryAfterIsSecondsOrADateToCome(String header, String pause) {
    HttpRequest request = HttpRequest.newBuilder(URI.create("https://registry.example/")).build();
    assertThat(
            RetryPolicy.retryAfter(
                    Answer.to(request, 429).with("Retry-After", header),
                    Instant.parse("2025-01-01T00:00:00Z"))
                .map(Duration::toString)
                .orElse(""))
        .isEqualTo(pause);
  }
}
