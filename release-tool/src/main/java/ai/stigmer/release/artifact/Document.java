package ai.stigmer.release.artifact;

import ai.stigmer.release.oci.MediaType;
import ai.stigmer.release.version.SemanticVersion;
import java.util.Arrays;
import java.util.Optional;

/// A document that a release publishes about itself, as an asset beside what it is about.
public enum Document {
  /// What is inside of the image, in CycloneDX.
  IMAGE_SBOM(".image.cdx.json", Optional.of(MediaType.CYCLONEDX)),
  /// What is inside of the command-line tool's archives, in CycloneDX.
  CLI_SBOM(".cli.cdx.json", Optional.empty()),
  /// How image and assets were built, an in-toto statement.
  PROVENANCE(".provenance.json", Optional.of(MediaType.IN_TOTO));

  private final String suffix;
  private final Optional<String> artifactType;

  Document(String suffix, Optional<String> artifactType) {
    this.suffix = suffix;
    this.artifactType = artifactType;
  }

  /// The document's name as an asset of that version: `stigmer-1.2.3.image.cdx.json`.
  public String assetName(String project, SemanticVersion version) {
    return project + "-" + version + suffix;
  }

  /// The media type under which it is attached to the image; nothing if it is not about the image.
  public Optional<String> artifactType() {
    return artifactType;
  }

  /// The document that has this name in that version, if any has.
  public static Optional<Document> find(String assetName, String project, SemanticVersion version) {
    return Arrays.stream(values())
        .filter(document -> document.assetName(project, version).equals(assetName))
        .findFirst();
  }
}
