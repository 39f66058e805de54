package ai.stigmer.release.artifact;

import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.problem.ReleaseException;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The digests of a release's assets by name, in the text form that `sha256sum --check` reads.
///
/// @param digests the digests by asset name
public record Checksums(SortedMap<String, Digest> digests) {

  /// The name of the asset that holds them.
  public static final String FILE_NAME = "checksums.txt";

  /// The name of the asset that holds their signature, which is in no checksums file itself.
  public static final String SIGNATURE_NAME = FILE_NAME + ".sigstore.json";

  private static final Pattern LINE = Pattern.compile("([0-9a-f]{64}) [ *](\\S+)");

  /// Copies the map.
  public Checksums {
    digests = Collections.unmodifiableSortedMap(new TreeMap<>(digests));
  }

  /// The checksums of these artifacts, whose names must differ.
  public static Checksums of(Collection<Artifact> artifacts) {
    var digests = new TreeMap<String, Digest>();
    for (Artifact artifact : artifacts) {
      if (digests.put(artifact.name(), artifact.digest()) != null) {
        throw new IllegalArgumentException("two artifacts have the name " + artifact.name());
      }
    }
    return new Checksums(digests);
  }

  /// Reads a checksums file.
  ///
  /// @param source where it came from, as a problem names it
  /// @throws ReleaseException of kind remote, naming the line, if one is not a digest and a name
  public static Checksums parse(String text, String source) {
    var digests = new TreeMap<String, Digest>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      Matcher parts = LINE.matcher(line);
      if (!parts.matches() || digests.put(parts.group(2), new Digest(parts.group(1))) != null) {
        throw ReleaseException.remote(
            source
                + " is not a checksums file: line "
                + number
                + " is not one new name and its SHA-256",
            "");
      }
    }
    return new Checksums(digests);
  }

  /// Reads a text that may be no checksums file at all.
  public static Optional<Checksums> recognize(String text) {
    try {
      return Optional.of(parse(text, FILE_NAME));
    } catch (ReleaseException foreign) {
      return Optional.empty();
    }
  }

  /// The digest of the asset of that name.
  public Optional<Digest> find(String name) {
    return Optional.ofNullable(digests.get(name));
  }

  /// The file's text: a line per asset, sorted by name.
  public String text() {
    var text = new StringBuilder();
    for (Map.Entry<String, Digest> entry : digests.entrySet()) {
      text.append(entry.getValue().hex()).append("  ").append(entry.getKey()).append('\n');
    }
    return text.toString();
  }
}
