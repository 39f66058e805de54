package ai.stigmer.release.inventory;

import ai.stigmer.release.oci.Digest;
import java.util.List;
import java.util.Optional;

/// A part of an image or an archive that somebody else may have made.
public sealed interface Piece {

  /// The distribution a file system stands on (os-release).
  ///
  /// @param id its name, `debian`
  /// @param version its version, `13`; empty if it has none
  record OperatingSystem(String id, String version) implements Piece {}

  /// An installed package of Debian, or of a distribution made from it.
  ///
  /// @param architecture the processor it is for, or `all`
  /// @param source its source package, `openjdk-25`
  /// @param system the distribution, if the file system tells
  record DebianPackage(
      String name,
      String version,
      String architecture,
      String source,
      Optional<OperatingSystem> system)
      implements Piece {}

  /// A jar.
  ///
  /// @param digest the digest of its bytes
  /// @param name its artifact's name, else its file's without the version
  /// @param version its version, if anything tells it
  /// @param coordinates where Maven keeps it, if that is told
  /// @param licenses what is said of its licence
  /// @param bundled the libraries that were put into it
  record Jar(
      Digest digest,
      String name,
      Optional<String> version,
      Optional<Coordinates> coordinates,
      List<LicenseClaim> licenses,
      List<Coordinates> bundled)
      implements Piece {

    /// Copies the lists.
    public Jar {
      licenses = List.copyOf(licenses);
      bundled = List.copyOf(bundled);
    }
  }
}
