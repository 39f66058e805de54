package ai.stigmer.release.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.release.http.HttpTransport;
import ai.stigmer.release.http.RetryPolicy;
import ai.stigmer.release.oci.Repository;
import ai.stigmer.release.problem.Problem;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.secret.Secret;
import ai.stigmer.release.testing.Folders;
import ai.stigmer.testing.DockerRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The contract, held by Debian's docker-registry, open and with a password.
class DockerRegistryIT {

  private static final String USER = "tester";
  private static final String PASSWORD = "correct horse";

  private static Registry connect(RegistryCredentials credentials) {
    return Registry.connect(HttpTransport.overSockets(), credentials, RegistryContract.AT_ONCE);
  }

  private static RegistryCredentials password(String password) {
    return host -> Optional.of(new RegistryLogin.Password(USER, Secret.of(password)));
  }

  @Nested
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  class Open implements RegistryContract {

    private DockerRegistry docker;

    @BeforeAll
    void start(@TempDir Path folder) {
      docker = DockerRegistry.start(folder);
    }

    @AfterAll
    void stop() {
      docker.close();
    }

    @Override
    public Registry registry() {
      return connect(RegistryCredentials.none());
    }

    @Override
    public String address() {
      return docker.address();
    }

    @Test
    void aWriteThatIsOnlyTriedLeavesNoFile(@TempDir Path folder) throws IOException {
      try (DockerRegistry empty = DockerRegistry.start(folder)) {
        var sent = new CopyOnWriteArrayList<String>();
        HttpTransport told =
            request -> {
              sent.add(request.method() + " " + request.uri().getPath());
              return HttpTransport.overSockets().send(request);
            };
        Registry.connect(told, RegistryCredentials.none(), RetryPolicy.STANDARD)
            .tryWrite(new Repository(empty.address(), "me/it"));
        assertThat(sent).anyMatch(request -> request.startsWith("PUT /v2/me/it/"));
        assertThat(Folders.content(folder))
            .containsOnlyKeys(Path.of("registry.yml"), Path.of("registry.log"));
      }
    }

    @Test
    void aRegistryThatIsOnlyReadIsFoundByTrying(@TempDir Path folder) {
      try (DockerRegistry readOnly = DockerRegistry.startReadOnly(folder)) {
        assertThatThrownBy(() -> registry().tryWrite(new Repository(readOnly.address(), "me/it")))
            .isInstanceOf(ReleaseException.class)
            .hasMessageContaining("trying to write")
            .hasMessageContaining("405");
      }
    }
  }

  @Nested
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  class WithPassword implements RegistryContract {

    private DockerRegistry docker;

    @BeforeAll
    void start(@TempDir Path folder) {
      docker = DockerRegistry.start(folder, USER, PASSWORD);
    }

    @AfterAll
    void stop() {
      docker.close();
    }

    @Override
    public Registry registry() {
      return connect(password(PASSWORD));
    }

    @Override
    public String address() {
      return docker.address();
    }

    @Test
    void noPasswordAndAWrongOneAreProblemsOfPermission() {
      var repository = new Repository(address(), "me/it");
      for (RegistryCredentials credentials :
          new RegistryCredentials[] {RegistryCredentials.none(), password("wrong horse")}) {
        assertThatThrownBy(() -> connect(credentials).tryWrite(repository))
            .isInstanceOfSatisfying(
                ReleaseException.class,
                failure -> assertThat(failure.problem().kind()).isEqualTo(Problem.Kind.PERMISSION));
        assertThatThrownBy(() -> connect(credentials).tags(repository))
            .isInstanceOfSatisfying(
                ReleaseException.class,
                failure -> assertThat(failure.problem().kind()).isEqualTo(Problem.Kind.PERMISSION))
            .hasMessageContaining(repository.toString())
            .hasMessageContaining("docker login " + address());
      }
    }
  }
}
