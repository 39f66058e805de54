package ai.stigmer.release.signing;

import ai.stigmer.release.problem.ReleaseException;
import java.util.List;
import java.util.Map;

/// The identity of a GitHub Actions workflow, for which Sigstore gives out a certificate (GitHub
/// Docs, "OpenID Connect").
final class WorkflowIdentity implements CosignKey {

  private static final String ISSUER = "https://token.actions.githubusercontent.com";
  private static final List<String> REQUEST =
      List.of("ACTIONS_ID_TOKEN_REQUEST_URL", "ACTIONS_ID_TOKEN_REQUEST_TOKEN");

  private final CosignProgram program;
  private final String source;

  /// The workflows of a repository.
  ///
  /// @param source its web address
  WorkflowIdentity(CosignProgram program, String source) {
    this.program = program;
    this.source = source;
  }

  @Override
  public void require() {
    if (program.variables(REQUEST).size() < REQUEST.size()) {
      throw ReleaseException.input(
          "There is no workflow identity to sign with",
          "In GitHub Actions, give the job `permissions: id-token: write`; elsewhere, sign with a"
              + " key: signing: {cosign-key: PATH}. Nothing was written.");
    }
  }

  @Override
  public List<String> signing() {
    return List.of();
  }

  @Override
  public Map<String, String> signingVariables() {
    return program.variables(REQUEST);
  }

  @Override
  public SigstoreBundle.Material material() {
    return SigstoreBundle.Material.CERTIFICATE;
  }

  @Override
  public boolean logged() {
    return true;
  }

  // A workflow run for a tag, or by hand on a branch; one run for a pull request is nobody's word.
  // GitHub's names are the same in any case, and its certificates have the one it was made with.
  @Override
  public List<String> verifying() {
    return List.of(
        "--certificate-oidc-issuer=" + ISSUER,
        "--certificate-identity-regexp=^(?i:"
            + source.replace(".", "\\.")
            + ")/\\.github/workflows/[^@]+@refs/(tags|heads)/.+$");
  }

  @Override
  public Map<String, String> verifyingVariables() {
    return Map.of();
  }
}
