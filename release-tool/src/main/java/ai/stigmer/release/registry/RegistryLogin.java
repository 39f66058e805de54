package ai.stigmer.release.registry;

import ai.stigmer.release.secret.Secret;

/// What one shows a registry to be let in.
public sealed interface RegistryLogin {

  /// A user's name and password, or an access token in the password's place.
  record Password(String user, Secret password) implements RegistryLogin {}

  /// A refresh token that is exchanged for access tokens only (Docker registry token
  /// authentication, "oauth2").
  record IdentityToken(Secret token) implements RegistryLogin {}
}
