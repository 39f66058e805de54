package ai.stigmer.release.build;

import ai.stigmer.release.artifact.Artifact;
import ai.stigmer.release.artifact.Document;
import ai.stigmer.release.configuration.Configuration;
import ai.stigmer.release.document.Provenance;
import ai.stigmer.release.document.Provenance.Base;
import ai.stigmer.release.document.Sbom;
import ai.stigmer.release.git.Commit;
import ai.stigmer.release.image.LocalImage;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.oci.ImageIndex;
import ai.stigmer.release.version.ReleaseTag;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Writes the documents in which a release says what it is made of and how it was built.
///
/// @param source the repository's web address
record ReleaseDocuments(Configuration configuration, ReleaseTag tag, Commit commit, String source) {

  /// Writes every document into a folder.
  List<Artifact> write(
      LocalImage image, List<Artifact> archives, List<Artifact> further, Path folder) {
    return Arrays.stream(Document.values())
        .map(document -> {
          String name = document.assetName(configuration.project(), tag.version());
          ReleaseBuild.write(folder.resolve(name), text(document, image, archives, further));
          return Artifact.of(name, folder.resolve(name));
        })
        .toList();
  }

  private String text(
      Document document, LocalImage image, List<Artifact> archives, List<Artifact> further) {
    return switch (document) {
      case IMAGE_SBOM ->
          Sbom.ofImage(configuration.image().repository(), tag, commit.time(), image);
      case CLI_SBOM -> Sbom.ofTool(configuration.cli().name(), tag, commit.time(), archives);
      case PROVENANCE -> provenance(image, archives, further).text();
    };
  }

  private Provenance provenance(LocalImage image, List<Artifact> archives, List<Artifact> further) {
    var subjects = new HashMap<String, Digest>();
    subjects.put(configuration.image().repository().toString(), image.digest());
    archives.forEach(archive -> subjects.put(archive.name(), archive.digest()));
    further.forEach(asset -> subjects.put(asset.name(), asset.digest()));
    return new Provenance(source, tag.toString(), commit.id(), base(image), subjects);
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
