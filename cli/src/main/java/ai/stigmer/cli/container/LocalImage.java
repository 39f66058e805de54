package ai.stigmer.cli.container;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// An image that the runtime has.
///
/// @param id the digest of its configuration, `sha256:` and hexadecimal digits, equal for equal
///   images
/// @param tags the references with a tag that name it: `REPOSITORY:TAG`
/// @param digests the references with a digest that name it: `REPOSITORY@sha256:DIGEST`
/// @param platform what it was built for
/// @param size unpacked, in bytes
/// @param created when it was built
/// @param labels its labels
public record LocalImage(
    String id,
    List<String> tags,
    List<String> digests,
    Platform platform,
    long size,
    Instant created,
    Map<String, String> labels) {

  /// Copies the collections.
  public LocalImage {
    tags = List.copyOf(tags);
    digests = List.copyOf(digests);
    labels = Map.copyOf(labels);
  }
}
