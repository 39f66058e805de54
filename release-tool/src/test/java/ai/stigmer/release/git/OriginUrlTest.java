package ai.stigmer.release.git;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginUrlTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://github.com/acme/tidy.git",
        "https://github.com/acme/tidy",
        "https://github.com/acme/tidy/",
        "https://x-access-token:secret@github.com/acme/tidy.git",
        "https://github.acme.example:8443/acme/tidy.git",
        "git@github.com:acme/tidy.git",
        "git@github.com:acme/tidy",
        "github.com-work:acme/tidy.git",
        "ssh://git@github.com/acme/tidy.git",
        "ssh://git@ssh.github.com:443/acme/tidy.git",
        "git://github.com/acme/tidy.git"
      })
  void everyUsualFormNamesTheRepository(String url) {
    assertThat(new OriginUrl(url).gitHubRepository()).contains("acme/tidy");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://gitlab.example/acme/tidy.git",
        "/srv/github/acme/tidy.git",
        "file:///srv/github/acme/tidy.git",
        "https://github.com/acme",
        "https://github.com/acme/tidy/extra",
        "https://example.com/github/acme/tidy",
        ""
      })
  void whatIsElsewhereIsNotOnGitHub(String url) {
    assertThat(new OriginUrl(url).gitHubRepository()).isEmpty();
  }

  @Test
  void aCredentialIsNotShown() {
    assertThat(new OriginUrl("https://user:se@cret@github.com/acme/tidy").shown())
        .isEqualTo("https://github.com/acme/tidy");
    assertThat(new OriginUrl("git@github.com:acme/tidy").shown())
        .isEqualTo("git@github.com:acme/tidy");
  }
}
