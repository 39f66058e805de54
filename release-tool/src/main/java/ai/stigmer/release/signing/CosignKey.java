package ai.stigmer.release.signing;

import java.util.List;
import java.util.Map;

/// What cosign signs with, and how it knows those signatures again.
interface CosignKey {

  /// Checks that cosign can sign with it.
  void require();

  /// The arguments with which cosign signs.
  List<String> signing();

  /// The variables that signing needs.
  Map<String, String> signingVariables();

  /// What a bundle of its signatures holds.
  SigstoreBundle.Material material();

  /// Whether its signatures are entered in Sigstore's public log.
  boolean logged();

  /// The arguments with which cosign verifies.
  List<String> verifying();

  /// The variables that verifying needs: no private one.
  Map<String, String> verifyingVariables();
}
