package ai.stigmer.release.registry;

import ai.stigmer.release.http.HttpTransport;
import ai.stigmer.release.http.RetryPolicy;
import ai.stigmer.release.rehearsal.registry.EmbeddedRegistry;
import ai.stigmer.release.secret.Secret;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The contract, held by the registry that rehearsals use, with a password.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmbeddedRegistryContractTest implements RegistryContract {

  private static final String USER = "tester";
  private static final String PASSWORD = "correct horse";

  private EmbeddedRegistry embedded;
  private Registry registry;

  @BeforeAll
  void start(@TempDir Path folder) {
    embedded =
        EmbeddedRegistry.start(folder, 0, Optional.of(new EmbeddedRegistry.Login(USER, PASSWORD)));
    registry =
        Registry.connect(
            HttpTransport.overSockets(),
            host -> Optional.of(new RegistryLogin.Password(USER, Secret.of(PASSWORD))),
            RetryPolicy.STANDARD);
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
