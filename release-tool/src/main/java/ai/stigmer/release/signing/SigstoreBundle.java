package ai.stigmer.release.signing;

import ai.stigmer.release.json.Json;
import ai.stigmer.release.problem.ReleaseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/// A signature of a file with what proves it (Sigstore, "Bundle format").
///
/// cosign also reads an older form, and there believes the key that the file itself carries,
/// whatever key or identity it is told to demand. So that form never reaches it.
final class SigstoreBundle {

  /// What makes cosign write and read this form.
  static final String OPTION = "--new-bundle-format=true";

  private static final String MATERIAL = "verificationMaterial";
  // To the letter: Go takes names of other cases for the same, and an older form for this one.
  private static final Set<String> MEMBERS = Set.of("mediaType", MATERIAL, "messageSignature");

  /// What a bundle says that its signature was made with.
  enum Material {
    KEY("publicKey"),
    CERTIFICATE("certificate");

    private final String member;

    Material(String member) {
      this.member = member;
    }
  }

  private SigstoreBundle() {}

  /// Whether a file is a bundle, signed with such a thing.
  ///
  /// @throws ReleaseException of kind remote if it cannot be read
  static boolean isBy(Material material, Path file) {
    try {
      Json bundle = Json.parse(Files.readAllBytes(file), "the signature");
      return bundle.members().keySet().equals(MEMBERS)
          && bundle.get(MATERIAL).find(material.member).isPresent();
    } catch (ReleaseException foreign) {
      return false;
    } catch (IOException unreadable) {
      throw ReleaseException.remote("The signature could not be read", "Run again.", unreadable);
    }
  }
}
