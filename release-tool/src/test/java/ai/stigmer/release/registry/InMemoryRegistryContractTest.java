package ai.stigmer.release.registry;

import ai.stigmer.release.testing.InMemoryRegistry;

/// The contract, held by the registry that other packages' tests use.
class InMemoryRegistryContractTest implements RegistryContract {

  private final Registry registry = new InMemoryRegistry();

  @Override
  public Registry registry() {
    return registry;
  }

  @Override
  public String address() {
    return "registry.example";
  }
}
