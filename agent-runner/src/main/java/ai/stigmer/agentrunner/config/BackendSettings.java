package ai.stigmer.agentrunner.config;

import ai.stigmer.agentrunner.secret.Secret;
import java.util.Optional;

/// How the server is reached whose agents the worker runs.
///
/// @param endpoint its `host:port`
/// @param apiKey the key it asks for, if any
public record BackendSettings(String endpoint, Optional<Secret> apiKey) {

  /// Whether it is spoken to over TLS: on port 443, and there alone.
  public boolean isSecure() {
    return endpoint.endsWith(":443");
  }
}
