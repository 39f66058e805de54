package ai.stigmer.release.github;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.http.Bodies;
import ai.stigmer.release.http.HttpTransport;
import ai.stigmer.release.problem.Problem;
import ai.stigmer.release.problem.Problem.Kind;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which of GitHub's answers and faults are waited for, and for how long.
class GitHubPatienceTest extends StubbedGitHub {

  @Test
  void aLimitIsWaitedForAsLongAsItSays() {
    onceThenNoReleases(aResponse().withStatus(429).withHeader("Retry-After", "7"));

    assertThat(host().releases()).isEmpty();
    assertThat(pauses.taken()).containsExactly(Duration.ofSeconds(7));
  }

  @Test
  void aUsedUpLimitIsWaitedForUntilItsReset() {
    onceThenNoReleases(
        answer(403, "API rate limit exceeded")
            .withHeader("Date", "Sat, 21 Nov 2026 06:00:00 GMT")
            .withHeader("X-RateLimit-Remaining", "0")
            .withHeader("X-RateLimit-Reset", reset("2026-11-21T06:00:30Z")));

    assertThat(host().releases()).isEmpty();
    assertThat(pauses.taken()).containsExactly(Duration.ofSeconds(31));
  }

  @Test
  void aResetTooFarAwayIsNotWaitedFor() {
    everything(
        answer(403, "API rate limit exceeded")
            .withHeader("Date", "Sat, 21 Nov 2026 06:00:00 GMT")
            .withHeader("X-RateLimit-Remaining", "0")
            .withHeader("X-RateLimit-Reset", reset("2026-11-21T06:45:00Z")));

    Problem problem = problem(() -> pulls().open());

    assertThat(problem.kind()).isEqualTo(Kind.REMOTE);
    assertThat(problem.remedy()).isEqualTo("Run it again in 45 minutes.");
    assertThat(pauses.taken()).isEmpty();
  }

  @Test
  void aSecondaryLimitMayComeWithoutAHeader() {
    onceThenNoReleases(answer(403, "You have exceeded a secondary rate limit."));

    assertThat(host().releases()).isEmpty();
    assertThat(pauses.taken()).containsExactly(Duration.ofMinutes(1));
  }

  @Test
  void tooManyRequestsWithoutAHeaderAreWaitedForAMinute() {
    onceThenNoReleases(answer(429, "Too many requests"));

    assertThat(host().releases()).isEmpty();
    assertThat(pauses.taken()).containsExactly(Duration.ofMinutes(1));
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504})
  void aServerThatStaysBrokenIsAFailureThatNamesIt(int status) {
    everything(
        aResponse().withStatus(status).withHeader("Content-Type", "text/html").withBody("<html>"));

    Problem problem = problem(() -> host().releases());

    assertThat(problem.kind()).isEqualTo(Kind.REMOTE);
    assertThat(problem.summary()).contains("releases of acme/tidy at " + server.baseUrl());
    assertThat(problem.detail()).isEqualTo("It answered " + status + ".");
    server.verify(5, getRequestedFor(anyUrl()));
  }

  static List<ResponseDefinitionBuilder> answersToTooLargeAPage() {
    return List.of(
        aResponse().withStatus(502), aResponse().withBody(new byte[Bodies.JSON_LIMIT + 1]));
  }

  @ParameterizedTest
  @MethodSource("answersToTooLargeAPage")
  void pagesThatAreTooLargeAreAskedForInSmallerOnesFromThenOn(ResponseDefinitionBuilder answer) {
    everything(answer);
    server.stubFor(page("11").willReturn(aResponse().withBody("[" + draft(1, "v1.2.3", "") + "]")));
    ReleaseHost host = host();

    assertThat(host.releases()).extracting(Release::tag).containsExactly("v1.2.3");
    assertThat(host.releases()).hasSize(1);
    server.verify(4, getRequestedFor(anyUrl()));
  }

  private static MappingBuilder page(String size) {
    return get(urlPathEqualTo(RELEASES)).withQueryParam("per_page", equalTo(size));
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"EMPTY_RESPONSE", "CONNECTION_RESET_BY_PEER"})
  void aDroppedConnectionIsTriedAgain(Fault fault) {
    onceThenNoReleases(aResponse().withFault(fault));

    assertThat(host().releases()).isEmpty();
  }

  @Test
  void githubApiRepeatsNothingOnItsOwn() {
    everything(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
    FaultyTransport counting = FaultyTransport.sound();

    Problem problem =
        problem(() -> connect(counting, Optional.empty()).pullRequests("acme/tidy").open());

    assertThat(problem.kind()).isEqualTo(Kind.REMOTE);
    assertThat(counting.count()).isEqualTo(5);
  }

  @Test
  void anUnreachableApiIsAFailureThatNamesIt() {
    String address = server.baseUrl();
    server.stop();

    assertThat(problem(() -> host().latest()).summary()).contains(address);
    assertThat(problem(() -> pulls().open()).summary()).contains(address);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://user:password@github.test", "github.test", "mailto:a@b"})
  void anAddressThatIsNoneIsRefusedWithoutShowingIt(String address) {
    HttpTransport transport = HttpTransport.overSockets();

    Problem problem =
        problem(() ->
            GitHub.connect(URI.create(address), transport, Optional.empty(), pauses.policy()));

    assertThat(problem.kind()).isEqualTo(Kind.INPUT);
    assertThat(problem.text()).doesNotContain("password");
  }

  @Test
  void aPageInPlaceOfAnAnswerIsAFailure() {
    everything(
        aResponse().withStatus(200).withHeader("Content-Type", "text/html").withBody("<html>"));

    assertThat(problem(() -> host().releases()).summary()).contains("malformed JSON");
    assertThat(problem(() -> host().createDraft(text())).kind()).isEqualTo(Kind.REMOTE);
    assertThat(problem(() -> pulls().open()).kind()).isEqualTo(Kind.REMOTE);
  }

  @Test
  void aRepositoryThatMovedIsNotFollowed() {
    everything(aResponse().withStatus(301).withHeader("Location", "/repositories/1/releases"));

    assertThat(problem(() -> host().releases()).text())
        .isEqualTo(
            "The repository acme/tidy has moved on GitHub\nGive its new name in release.yaml.");
    assertThat(problem(() -> pulls().open()).kind()).isEqualTo(Kind.INPUT);
  }
}
