package ai.stigmer.release.oci;

import ai.stigmer.release.problem.Abbreviation;
import ai.stigmer.release.problem.ReleaseException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/// A SHA-256 digest of content, `sha256:` and 64 lower-case hexadecimal digits (OCI image
/// specification, "Descriptors").
///
/// @param hex the digits
public record Digest(String hex) {

  private static final String PREFIX = "sha256:";
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

  /// Checks the digits.
  public Digest {
    if (!HEX.matcher(hex).matches()) {
      throw new IllegalArgumentException("not 64 lower-case hexadecimal digits: " + hex);
    }
  }

  /// Reads a digest, with its algorithm.
  ///
  /// @throws ReleaseException of kind input if it is not one
  public static Digest of(String text) {
    return find(text)
        .orElseThrow(() ->
            ReleaseException.input(
                "'" + Abbreviation.of(text) + "' is not a digest",
                "A digest is sha256: and 64 lower-case hexadecimal digits."));
  }

  /// Reads a digest where the text may be something else.
  public static Optional<Digest> find(String text) {
    return text.startsWith(PREFIX) && HEX.matcher(text.substring(PREFIX.length())).matches()
        ? Optional.of(new Digest(text.substring(PREFIX.length())))
        : Optional.empty();
  }

  /// The digest of these bytes.
  public static Digest ofBytes(byte[] content) {
    return new Digest(HexFormat.of().formatHex(sha256().digest(content)));
  }

  /// The digest of a file's bytes, read in pieces.
  ///
  /// @throws IOException if the file cannot be read
  public static Digest ofFile(Path file) throws IOException {
    MessageDigest digest = sha256();
    try (InputStream in = Files.newInputStream(file);
        var out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      in.transferTo(out);
    }
    return new Digest(HexFormat.of().formatHex(digest.digest()));
  }

  @Override
  public String toString() {
    return PREFIX + hex;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
