package ai.stigmer.release.build;

import ai.stigmer.release.artifact.Artifact;
import ai.stigmer.release.artifact.Document;
import ai.stigmer.release.configuration.Configuration;
import ai.stigmer.release.document.Provenance;
import ai.stigmer.release.document.Provenance.Base;
import ai.stigmer.release.document.Sbom;
import ai.stigmer.release.image.LocalImage;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.oci.ImageIndex;
import ai.stigmer.release.plan.DesiredRelease;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Writes the documents in which a release says what it is made of and how it was built.
///
/// @param source the repository's web address
record ReleaseDocuments(Configuration configuration, DesiredRelease desired, String source) {

  /// Writes every document that the release wants into a folder.
  List<Artifact> write(
      LocalImage image, List<Artifact> archives, List<Artifact> further, Path folder) {
    return Arrays.stream(Document.values())
        .filter(document -> desired.wants(name(document)))
        .map(document -> {
          Path file = folder.resolve(name(document));
          ReleaseBuild.write(file, text(document, image, archives, further));
          return Artifact.of(name(document), file);
        })
        .toList();
  }

  private String name(Document document) {
    return document.assetName(configuration.project(), desired.version());
  }

  private String text(
      Document document, LocalImage image, List<Artifact> archives, List<Artifact> further) {
    Instant time = desired.commit().time();
    return switch (document) {
      case IMAGE_SBOM ->
          Sbom.ofImage(configuration.image().repository(), desired.tag(), time, image);
      case CLI_SBOM -> Sbom.ofTool(configuration.cli().name(), desired.tag(), time, archives);
      case PROVENANCE -> provenance(image, archives, further).text();
    };
  }

  private Provenance provenance(LocalImage image, List<Artifact> archives, List<Artifact> further) {
    var subjects = new HashMap<String, Digest>();
    subjects.put(configuration.image().repository().toString(), image.digest());
    archives.forEach(archive -> subjects.put(archive.name(), archive.digest()));
    further.forEach(asset -> subjects.put(asset.name(), asset.digest()));
    return new Provenance(
        source, desired.tag().toString(), desired.commit().id(), base(image), subjects);
  }

  private static Optional<Base> base(LocalImage image) {
    Map<String, String> annotations = image.annotations();
    return Optional.ofNullable(annotations.get(ImageIndex.BASE_NAME))
        .flatMap(name ->
            Optional.ofNullable(annotations.get(ImageIndex.BASE_DIGEST))
                .flatMap(Digest::find)
                .map(digest -> new Base(name, digest)));
  }
}
