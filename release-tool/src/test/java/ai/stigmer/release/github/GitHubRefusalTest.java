package ai.stigmer.release.github;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.http.HttpTransport;
import ai.stigmer.release.problem.Problem;
import ai.stigmer.release.problem.Problem.Kind;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What GitHub refuses, and how that is told.
class GitHubRefusalTest extends StubbedGitHub {

  @Test
  void anUnknownTokenIsNamedByItsVariableAndNotShown() {
    everything(answer(401, "Bad credentials"));

    Problem problem = problem(() -> host().releases());

    assertThat(problem.kind()).isEqualTo(Kind.PERMISSION);
    assertThat(problem.detail()).isEqualTo("It answered 401: Bad credentials");
    assertThat(problem.remedy())
        .isEqualTo("Check that GITHUB_TOKEN is valid and has contents: write on acme/tidy.");
    assertThat(problem.text()).doesNotContain(TOKEN);
    server.verify(1, getRequestedFor(anyUrl()));
  }

  @Test
  void aMissingTokenIsAskedFor() {
    gitHub = connect(HttpTransport.overSockets(), Optional.empty());
    everything(answer(401, "Requires authentication"));

    assertThat(problem(() -> pulls().open("b", "main", "t", "")).remedy())
        .isEqualTo(
            "Set HOMEBREW_TAP_TOKEN to a token with contents: write and pull-requests: write on"
                + " acme/tidy.");
  }

  @Test
  void aForbiddenWriteIsAMissingPermission() {
    everything(answer(403, "Resource not accessible by integration"));

    Problem problem = problem(() -> host().createDraft(text()));

    assertThat(problem.kind()).isEqualTo(Kind.PERMISSION);
    assertThat(problem.text()).contains("Resource not accessible by integration", "GITHUB_TOKEN");
    assertThat(pauses.taken()).isEmpty();
  }

  @Test
  void aWriteAnsweredNotFoundSaysBothReasons() {
    everything(answer(404, "Not Found"));

    for (Problem problem :
        new Problem[] {
          problem(() -> host().createDraft(text())),
          problem(() -> host().publish(7, true)),
          problem(() -> pulls().open("b", "main", "t", ""))
        }) {
      assertThat(problem.kind()).isEqualTo(Kind.PERMISSION);
      assertThat(problem.detail())
          .contains("Either it is not there, or the token may not write to it.");
    }
  }

  @Test
  void onlyNotFoundMeansAbsent() {
    everything(answer(404, "Not Found"));

    assertThat(host().latest()).isEmpty();
    assertThat(host().tagCommit("v1.2.3")).isEmpty();
    assertThat(problem(() -> host().releases()).kind()).isEqualTo(Kind.PERMISSION);
  }

  @Test
  void theErrorsOfAValidationAreShown() {
    invalid(
        """
        {"resource": "Release", "code": "custom", "message": "tag is protected"}, "and a plain one"\
        """);

    Problem problem = problem(() -> host().createDraft(text()));

    assertThat(problem.detail())
        .isEqualTo(
            "It answered 422: Validation Failed; Release custom tag is protected; and a plain one");
  }

  @Test
  void anInvalidReleaseIsMendedByAPerson() {
    invalid("{\"resource\": \"Release\", \"code\": \"custom\", \"message\": \"body is too long\"}");

    Problem problem = problem(() -> host().publish(7, true));

    assertThat(problem.kind()).isEqualTo(Kind.INPUT);
    assertThat(problem.text())
        .contains("takes no such release: it refused publishing the release 7", "body is too long");
    assertThat(pauses.taken()).isEmpty();
  }

  @Test
  void aCommitThatWasNeverPushedIsToldAsOne() {
    invalid("{\"resource\": \"Release\", \"field\": \"target_commitish\", \"code\": \"invalid\"}");

    Problem problem = problem(() -> host().publish(7, true));

    assertThat(problem.kind()).isEqualTo(Kind.INPUT);
    assertThat(problem.summary()).endsWith(" does not have the commit of the release");
    assertThat(problem.remedy()).startsWith("Push its tag");
  }

  @Test
  void whatAnotherRunMadeMeanwhileIsMendedByRunningAgain() {
    invalid("{\"resource\": \"Release\", \"field\": \"tag_name\", \"code\": \"already_exists\"}");
    assertThat(problem(() -> host().publish(7, true)).kind()).isEqualTo(Kind.REMOTE);

    invalid("{\"resource\": \"PullRequest\", \"field\": \"head\", \"code\": \"invalid\"}");
    assertThat(problem(() -> pulls().open("b", "main", "t", "")).kind()).isEqualTo(Kind.REMOTE);
  }

  private void invalid(String errors) {
    everything(
        aResponse()
            .withStatus(422)
            .withBody("{\"message\": \"Validation Failed\", \"errors\": [" + errors + "]}"));
  }
}
