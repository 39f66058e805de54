package ai.stigmer.release.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.release.problem.ReleaseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryTest {

  @ParameterizedTest
  @CsvSource({
    "ghcr.io/stigmer/agent-runner, ghcr.io, stigmer/agent-runner, false",
    "localhost/x, localhost, x, true",
    "localhost:5000/me/agent-runner, localhost:5000, me/agent-runner, true",
    "127.0.0.1:5000/a, 127.0.0.1:5000, a, true",
    "127.1.2.3/a, 127.1.2.3, a, true",
    "[::1]:5000/a/b, [::1]:5000, a/b, true",
    "[::1]/a, [::1], a, true",
    "[2001:db8::1]:443/a, [2001:db8::1]:443, a, false",
    "registry:5000/a, registry:5000, a, false",
    "localhost.example/a, localhost.example, a, false",
    "127.0.0.1.example/a, 127.0.0.1.example, a, false",
    "ghcr.io/a/b/c/d, ghcr.io, a/b/c/d, false",
    "ghcr.io/a.b_c__d-e---f, ghcr.io, a.b_c__d-e---f, false",
    "Registry.Example/a, Registry.Example, a, false",
  })
  void aRepositoryHasItsHostAndPath(String text, String registry, String path, boolean loopback) {
    Repository repository = Repository.of(text);
    assertThat(repository).isEqualTo(new Repository(registry, path)).hasToString(text);
    assertThat(repository.isLoopback()).isEqualTo(loopback);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "agent-runner",
        "stigmer/agent-runner",
        "ghcr.io",
        "ghcr.io/",
        "/a",
        "ghcr.io//a",
        "ghcr.io/Stigmer/a",
        "ghcr.io/a:v1",
        "ghcr.io/a@sha256:1",
        "https://ghcr.io/a",
        "ghcr.io:/a",
        "ghcr.io:123456/a",
        "ghcr.io/a/",
        "ghcr.io/a b",
        "ghcr.io/a..b",
        "ghcr.io/_a",
        "ghcr.io/a-",
        "ghcr.io/a___b",
        "user@ghcr.io/a",
        "::1/a",
        "[::1/a",
        "ghcr.io/ä",
        "ghcr.io/a\n",
        "-ghcr.io/a"
      })
  void whatIsNoRepositoryIsRefused(String text) {
    assertThatThrownBy(() -> Repository.of(text))
        .isInstanceOf(ReleaseException.class)
        .hasMessageContaining("is not an image repository");
  }

  @Test
  void aVeryLongNameIsRefused() {
    assertThat(Repository.of("ghcr.io/" + "a".repeat(247)).path()).hasSize(247);
    assertThatThrownBy(() -> Repository.of("ghcr.io/" + "a".repeat(248)))
        .hasMessageContaining("(256 characters)");
    assertThatThrownBy(() -> Repository.of("ghcr.io" + "/a".repeat(100_000)))
        .isInstanceOf(ReleaseException.class);
  }
}
