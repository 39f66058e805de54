package ai.stigmer.release.signing;

import java.util.Optional;

/// How a product's image and checksums file are signed.
public sealed interface Signing {

  /// Not at all.
  record None() implements Signing {}

  /// By cosign without a key: the workflow's identity is, and the signature is entered in
  /// Sigstore's public log.
  record Keyless() implements Signing {}

  /// By cosign with a key.
  ///
  /// @param privateKey a file, or `env://NAME` for the variable that holds it
  /// @param publicKey its other half, a file; left out, it is derived from the private key
  /// @param logged whether signatures are entered in Sigstore's public log, and looked for there
  record KeyPair(String privateKey, Optional<String> publicKey, boolean logged) implements Signing {

    private static final String VARIABLE = "env://";

    /// The variable that holds the private key, if one does.
    public Optional<String> variable() {
      return privateKey.startsWith(VARIABLE)
          ? Optional.of(privateKey.substring(VARIABLE.length()))
          : Optional.empty();
    }
  }

  /// Whether anything is signed.
  default boolean isWanted() {
    return !(this instanceof None);
  }
}
