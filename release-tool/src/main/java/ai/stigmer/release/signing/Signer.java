package ai.stigmer.release.signing;

import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.oci.Repository;
import ai.stigmer.release.registry.RegistryCredentials;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/// Signs, and tells valid signatures from others. Every method may fail with a
/// [ai.stigmer.release.problem.ReleaseException]: kind input for a key that cannot be used, remote
/// for the rest.
public interface Signer {

  /// The signer that runs cosign, looked for on the `PATH`.
  ///
  /// @param source the web address of the repository whose workflows may sign without a key
  /// @param root the folder that file names of keys are relative to
  /// @param environment the variables of this process, of which cosign gets what it needs
  /// @throws ai.stigmer.release.problem.ReleaseException of kind input if cosign or the public key
  ///   is not there, or it is not cosign 2 or 3
  static Signer cosign(
      Signing signing,
      String source,
      Path root,
      Map<String, String> environment,
      RegistryCredentials credentials) {
    return Cosign.of(signing, source, new CosignProgram(root, environment, credentials));
  }

  /// Whether there is a cosign on the `PATH`.
  static boolean isAvailable(Map<String, String> environment) {
    return CosignProgram.find(environment).isPresent();
  }

  /// Makes a new pair of keys, `cosign.key` and `cosign.pub`.
  ///
  /// @param folder where they are written
  /// @param password what the private one is encrypted with
  static void makeKeyPair(Path folder, Map<String, String> environment, String password) {
    CosignKeyPair.make(
        new CosignProgram(folder, environment, RegistryCredentials.none()), password);
  }

  /// Checks, without signing anything, that this signer can.
  void requireKey();

  /// Which of these manifests carry a valid signature.
  Set<Digest> signed(Repository repository, Collection<Digest> manifests);

  /// Adds a signature to a manifest.
  void sign(Repository repository, Digest manifest);

  /// Whether a signature is a valid one of a file.
  boolean isSigned(Path file, Path signature);

  /// Writes a signature of a file.
  void sign(Path file, Path signature);
}
