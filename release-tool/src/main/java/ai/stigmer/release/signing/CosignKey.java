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

  /// The arguments with which cosign verifies.
  List<String> verifying();

  /// The variables that verifying needs: no private one.
  Map<String, String> verifyingVariables();
}
