package ai.stigmer.release.oci;

import ai.stigmer.release.problem.Abbreviation;
import ai.stigmer.release.problem.ReleaseException;
import java.util.Set;
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

  // The names Go gives to what it can build for; whatever else is written is a slip.
  private static final Set<String> SYSTEMS =
      Set.of(
          "aix",
          "android",
          "darwin",
          "dragonfly",
          "freebsd",
          "illumos",
          "ios",
          "js",
          "linux",
          "netbsd",
          "openbsd",
          "plan9",
          "solaris",
          "wasip1",
          "windows");
  private static final Set<String> ARCHITECTURES =
      Set.of(
          "386",
          "amd64",
          "arm",
          "arm64",
          "loong64",
          "mips",
          "mips64",
          "mips64le",
          "mipsle",
          "ppc64",
          "ppc64le",
          "riscv64",
          "s390x",
          "wasm");

  /// Reads `os/architecture` or `os/architecture/variant`.
  ///
  /// @throws ReleaseException of kind input if it is not of that form, or one is not known
  public static Platform of(String text) {
    Matcher parts = SYNTAX.matcher(text);
    if (!parts.matches()
        || !SYSTEMS.contains(parts.group(1))
        || !ARCHITECTURES.contains(parts.group(2))) {
      throw ReleaseException.input(
          "'" + Abbreviation.of(text) + "' is not a platform",
          "Write os/architecture, as in linux/amd64.");
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
