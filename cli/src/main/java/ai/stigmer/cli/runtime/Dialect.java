package ai.stigmer.cli.runtime;

import ai.stigmer.cli.container.ContainerSpecification;
import java.util.List;
import java.util.Optional;

/// In what the command line of one runtime differs from the other's.
interface Dialect {

  RuntimeKind kind();

  String version();

  RuntimeTraits traits();

  /// What `create` is told beyond what both are told.
  List<String> create(ContainerSpecification specification);

  /// Why the runtime cannot be used, if that is why it refused.
  Optional<RuntimeUnavailable> unavailable();

  /// Its Engine API, if it can be had.
  Optional<Engine> engine();
}
