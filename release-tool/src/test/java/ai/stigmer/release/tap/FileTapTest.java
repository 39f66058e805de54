package ai.stigmer.release.tap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ai.stigmer.release.problem.Problem.Kind;
import ai.stigmer.release.secret.Secret;
import ai.stigmer.release.testing.GitFolder;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileTapTest implements GitTapContract {

  @TempDir private Path folder;
  private GitFolder remote;
  private GitFolder other;

  @BeforeEach
  void makeTap() {
    Path place = folder.resolve("with space: and colon");
    remote = GitTapContract.remoteIn(place);
    other = GitFolder.clone(remote.path(), folder.resolve("other"));
  }

  @Override
  public Tap tap() {
    return Tap.at(remote.path().toString(), Optional.empty());
  }

  @Override
  public GitFolder remote() {
    return remote;
  }

  @Override
  public GitFolder other() {
    return other;
  }

  @Test
  void aFileUrlIsReadAndPushedTo() {
    Tap tap = Tap.at(other.path().toUri() + ".git", Optional.of(Secret.of("unused")));
    assertThat(tap.read(TIDY, BRANCH).formula()).contains(OLD);
    tap.push(TapContract.proposal(NEW, Optional.empty()));
    assertThat(tap.read(TIDY, BRANCH).proposal()).isPresent();
  }

  @Test
  void aMissingTapIsNamed() {
    Tap tap = Tap.at(folder.resolve("gone").toString(), Optional.empty());
    TapContract.assertProblem(
        () -> tap.read(TIDY, BRANCH), Kind.INPUT, "There is no tap at", "homebrew.tap");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "git@github.com:acme/homebrew-tap.git",
        "ssh://git@github.com/acme/homebrew-tap",
        "git://github.com/acme/homebrew-tap",
        "ftp://example.com/tap",
        "http://github.com/acme/homebrew-tap",
        "http://127.0.0.1.example.com/tap",
        "https://x-access-token:s3cr3t@github.com/acme/tap",
        "https://s3cr3t@github.com/acme/tap"
      })
  void anAddressThatIsNotSpokenToIsRefusedWithoutShowingACredential(String url) {
    assertThat(catchThrowable(() -> Tap.at(url, Optional.empty())))
        .hasMessageContaining("The ")
        .message()
        .doesNotContain("s3cr3t");
    TapContract.assertProblem(() -> Tap.at(url, Optional.empty()), Kind.INPUT, "tap");
  }
}
