package ai.stigmer.release.registry;

import ai.stigmer.release.http.HttpTransport;
import ai.stigmer.release.rehearsal.registry.EmbeddedRegistry;
import ai.stigmer.release.secret.Secret;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The contract, held by the registry that rehearsals use, with a password: with its list of
/// referrers, and as registries were before they had one.
class EmbeddedRegistryContractTest {

  private static final String USER = "tester";
  private static final String PASSWORD = "correct horse";
  private static final Optional<EmbeddedRegistry.Login> LOGIN =
      Optional.of(new EmbeddedRegistry.Login(USER, PASSWORD));

  @Nested
  class WithReferrers extends Embedded {
    @Override
    EmbeddedRegistry open(Path folder) {
      return EmbeddedRegistry.start(folder, 0, LOGIN);
    }
  }

  @Nested
  class WithoutReferrers extends Embedded {
    @Override
    EmbeddedRegistry open(Path folder) {
      return EmbeddedRegistry.startWithoutReferrers(folder, 0, LOGIN);
    }
  }

  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  abstract static class Embedded implements RegistryContract {

    private EmbeddedRegistry embedded;
    private Registry registry;

    abstract EmbeddedRegistry open(Path folder);

    @BeforeAll
    void start(@TempDir Path folder) {
      embedded = open(folder);
      registry =
          Registry.connect(
              HttpTransport.overSockets(),
              host -> Optional.of(new RegistryLogin.Password(USER, Secret.of(PASSWORD))),
              AT_ONCE);
    }

    @AfterAll
    void stop() {
      embedded.close();
    }

    @Override
    public Registry registry() {
      return registry;
    }

    @Override
    public String address() {
      return embedded.address();
    }
  }
}
