package ai.stigmer.release.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.stigmer.release.http.HttpTransport;
import ai.stigmer.release.problem.Problem.Kind;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.testing.Answer;
import java.net.URI;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// Answers that lead on and on come to an end here.
class GitHubEndlessTest {

  private static final URI API = URI.create("https://api.github.com");

  @Test
  void aListWhoseLastPageLeadsToItself() {
    assertThat(
            refusal(
                request ->
                    Answer.to(request, 200)
                        .with("Link", "<" + API + "/repos/acme/tidy/releases>; rel=\"next\"")
                        .with("[]"),
                ReleaseHost::releases))
        .isEqualTo("GitHub at api.github.com lists /releases without an end");
  }

  @Test
  void aTagThatNamesATagAndSoOn() {
    assertThat(
            refusal(
                request ->
                    Answer.to(request, 200)
                        .with("{\"object\": {\"type\": \"tag\", \"sha\": \"0123abcd\"}}"),
                host -> host.tagCommit("v1.2.3")))
        .isEqualTo("GitHub names tags of tags without an end");
  }

  private static String refusal(HttpTransport transport, Consumer<ReleaseHost> call) {
    ReleaseHost host =
        GitHub.connect(API, transport, Optional.empty(), new RecordedPauses().policy())
            .releases("acme/tidy");
    ReleaseException thrown = catchThrowableOfType(ReleaseException.class, () -> call.accept(host));
    assertThat(thrown.problem().kind()).isEqualTo(Kind.REMOTE);
    return thrown.problem().summary();
  }
}
