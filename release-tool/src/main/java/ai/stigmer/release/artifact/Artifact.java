package ai.stigmer.release.artifact;

import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.problem.Abbreviation;
import ai.stigmer.release.problem.ReleaseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// A file of a release on this machine, before it is uploaded.
///
/// @param name the name it gets as a release asset
/// @param file where it is
/// @param digest the digest of its bytes
/// @param size its size in bytes
public record Artifact(String name, Path file, Digest digest, long size) {

  // GitHub renames an asset with other characters; the formula's URL would then point nowhere.
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");

  /// Checks the name.
  public Artifact {
    checkName(name);
  }

  /// Reads a file's digest and size.
  ///
  /// @throws ReleaseException of kind input if it is not a readable file
  public static Artifact of(String name, Path file) {
    try {
      return new Artifact(name, file, Digest.ofFile(file), Files.size(file));
    } catch (IOException unreadable) {
      throw ReleaseException.input(
          "The file '" + file + "' of the release asset '" + name + "' cannot be read",
          "Check what the build commands wrote.");
    }
  }

  /// Checks a name that an asset is to have.
  ///
  /// @throws ReleaseException of kind input if GitHub would change it
  public static void checkName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw ReleaseException.input(
          "'" + Abbreviation.of(name) + "' cannot be the name of a release asset",
          "Use letters, digits, dots, hyphens and underscores, and begin with no dot.");
    }
  }
}
