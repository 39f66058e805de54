package ai.stigmer.release.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.release.problem.Problem;
import ai.stigmer.release.problem.ReleaseException;
import com.google.cloud.tools.jib.api.RegistryAuthenticationFailedException;
import com.google.cloud.tools.jib.api.RegistryException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JibFailureTest {

  private static final String BASE = "ghcr.io/acme/base:1";

  @TempDir private Path work;

  @Test
  void aFullDiskNamesTheFolder() {
    var full = new FileSystemException("/x/layer", null, "No space left on device");
    assertProblem(
        new ExecutionException(full),
        Problem.Kind.REMOTE,
        "No space left on the device of '" + work + "'");
  }

  @Test
  void aRefusedPullIsAMatterOfPermission() {
    assertProblem(
        refusal(), Problem.Kind.PERMISSION, "refuses to show the base image '" + BASE + "'");
  }

  @Test
  void aBrokenConnectionPasses() {
    var broken = new IOException("connection reset");

    assertThat(JibFailure.of(new ExecutionException(broken), BASE, work)).isSameAs(broken);
  }

  @Test
  void anAnswerThatMakesNoSenseIsTheRegistrysFault() {
    assertProblem(
        new RegistryException("manifest invalid", new IllegalStateException()),
        Problem.Kind.REMOTE,
        "The base image '" + BASE + "' could not be read");
  }

  @Test
  void whatIsNotUnderstoodIsABug() {
    assertThatThrownBy(() -> of(new ExecutionException(new IllegalArgumentException("what"))))
        .isInstanceOf(IllegalStateException.class);
  }

  private void assertProblem(Exception failure, Problem.Kind kind, String words) {
    assertThatThrownBy(() -> of(failure))
        .isInstanceOfSatisfying(
            ReleaseException.class, thrown -> assertThat(thrown.problem().kind()).isEqualTo(kind))
        .hasMessageContaining(words);
  }

  private void of(Exception failure) throws IOException {
    throw JibFailure.of(failure, BASE, work);
  }

  private static Exception refusal() {
    return new RegistryAuthenticationFailedException("ghcr.io", "acme/base", "denied");
  }
}
