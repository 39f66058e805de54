package ai.stigmer.release.homebrew;

import ai.stigmer.release.oci.Digest;
import java.util.Optional;

/// An archive that a formula downloads.
///
/// @param name the release asset's name
/// @param url where it is downloaded from
/// @param sha256 the digest of its bytes
/// @param os the operating system it is for, `darwin` or `linux`; nothing if it is portable
/// @param arch the processor it is for, `arm64` or `amd64`; nothing if it is portable
public record FormulaArchive(
    String name, String url, Digest sha256, Optional<String> os, Optional<String> arch) {

  /// Whether it serves every platform.
  public boolean isPortable() {
    return os.isEmpty() && arch.isEmpty();
  }
}
