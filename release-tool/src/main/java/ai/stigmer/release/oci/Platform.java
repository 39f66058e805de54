package ai.stigmer.release.oci;

import ai.stigmer.release.problem.ReleaseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What an image runs on: operating system, architecture and an optional variant, in Go's names
/// (OCI image specification, "Image Index").
///
/// @param os the operating system, `linux`
/// @param architecture the processor, `amd64`
/// @param variant the processor's variant, `v7`; empty for most
public record Platform(String os, String architecture, String variant) {

  private static final Pattern SYNTAX =
      Pattern.compile("([a-z0-9]+)/([a-z0-9]+)(?:/([a-z0-9.]+))?");

  /// Reads `os/architecture` or `os/architecture/variant`.
  ///
  /// @throws ReleaseException of kind input if it is not of that form
  public static Platform of(String text) {
    Matcher parts = SYNTAX.matcher(text);
    if (!parts.matches()) {
      throw ReleaseException.input(
          "'" + text + "' is not a platform", "Write os/architecture, as in linux/amd64.");
    }
    String variant = parts.group(3);
    return new Platform(parts.group(1), parts.group(2), variant == null ? "" : variant);
  }

  /// The platform as one part of a file name, `linux-amd64`.
  public String fileName() {
    return toString().replace('/', '-');
  }

  @Override
  public String toString() {
    return os + "/" + architecture + (variant.isEmpty() ? "" : "/" + variant);
  }
}
