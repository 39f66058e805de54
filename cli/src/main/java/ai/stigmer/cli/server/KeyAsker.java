package ai.stigmer.cli.server;

import java.util.Optional;

/// Asks a person for the key of a provider of models.
@FunctionalInterface
public interface KeyAsker {

  /// The key.
  ///
  /// @return nothing if nobody is there to ask
  Optional<String> ask(String provider);
}
