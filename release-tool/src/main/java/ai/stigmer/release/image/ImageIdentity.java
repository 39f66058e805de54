package ai.stigmer.release.image;

import ai.stigmer.release.oci.ImageIndex;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What an image says of its origin, in labels and annotations (OCI image specification,
/// "Pre-Defined Annotation Keys").
///
/// @param version the version, without `v`
/// @param revision the commit it is built from
/// @param created the time it gets, which is its commit's; fractions of a second are dropped
/// @param source the repository's address, `https://github.com/stigmer/stigmer`; a package on
///   ghcr.io without it belongs to no repository
public record ImageIdentity(
    String version, String revision, Instant created, Optional<String> source) {

  private static final String PREFIX = "org.opencontainers.image.";

  /// Drops the fractions of a second.
  public ImageIdentity {
    created = created.truncatedTo(ChronoUnit.SECONDS);
  }

  /// The labels of the image, sorted: the given ones, the base's name and digest, and this
  /// identity, which wins.
  SortedMap<String, String> labels(Map<String, String> given, Optional<BaseImage> base) {
    var labels = new TreeMap<>(given);
    base.ifPresent(known -> {
      labels.put(ImageIndex.BASE_NAME, known.name());
      labels.put(ImageIndex.BASE_DIGEST, known.digest().toString());
    });
    labels.put(PREFIX + "created", created.toString());
    labels.put(ImageIndex.REVISION, revision);
    labels.put(ImageIndex.VERSION, version);
    source.ifPresent(address -> labels.put(PREFIX + "source", address));
    return labels;
  }

  /// Those of the labels that the specification knows as annotations too: the index carries them.
  static Map<String, String> annotations(Map<String, String> labels) {
    var annotations = new TreeMap<>(labels);
    annotations.keySet().removeIf(key -> !key.startsWith(PREFIX));
    return annotations;
  }
}
