package ai.stigmer.release.command;

import ai.stigmer.release.json.Json;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.signing.Signer;
import ai.stigmer.release.signing.Signing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How a rehearsal signs: with a key made for it and thrown away, whatever the product signs with,
/// so that no real key is touched and no public log hears of it.
///
/// @param overrides what makes the configuration sign that way
/// @param variables what cosign needs for it
/// @param note what a person should know about it
record RehearsalSigning(
    List<String> overrides, Map<String, String> variables, Optional<String> note) {

  private static final RehearsalSigning NONE =
      new RehearsalSigning(List.of(), Map.of(), Optional.empty());

  /// Makes the key, if anything is signed and cosign is there.
  ///
  /// @param folder where the key is kept
  /// @param password what it is encrypted with
  static RehearsalSigning of(
      Signing signing, Map<String, String> environment, Path folder, String password) {
    if (!signing.isWanted()) {
      return NONE;
    }
    if (!Signer.isAvailable(environment)) {
      return new RehearsalSigning(
          List.of("signing=none"),
          Map.of(),
          Optional.of("Signatures are not rehearsed: there is no cosign on the PATH"));
    }
    try {
      Files.createDirectories(folder);
    } catch (IOException failure) {
      throw ReleaseException.remote(
          "The folder " + folder + " could not be made", "Check the disk's space.", failure);
    }
    Signer.makeKeyPair(folder, environment, password);
    String key = quoted(folder.resolve("cosign.key"));
    return new RehearsalSigning(
        List.of("signing={cosign-key: " + key + ", transparency-log: none}"),
        Map.of("COSIGN_PASSWORD", password),
        Optional.of(
            "Signatures are rehearsed with a key made for it in "
                + folder
                + ", without the public log"));
  }

  // As YAML reads it.
  private static String quoted(Path file) {
    return new String(Json.write(file.toString()), StandardCharsets.UTF_8);
  }
}
