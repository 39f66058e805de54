package ai.stigmer.release.document;

import ai.stigmer.release.artifact.Artifact;
import ai.stigmer.release.image.LocalImage;
import ai.stigmer.release.image.PlatformImage;
import ai.stigmer.release.inventory.Contents;
import ai.stigmer.release.inventory.Inventory;
import ai.stigmer.release.json.Json;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.oci.Platform;
import ai.stigmer.release.oci.Repository;
import ai.stigmer.release.version.ReleaseTag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cyclonedx.model.Component;

/// What a release is made of, as CycloneDX 1.6 documents. One document describes an image for all
/// its platforms, as one index names them all: each platform's manifest is a component, which
/// depends on what is inside of it.
public final class Sbom {

  private Sbom() {}

  /// The SBOM of an image.
  ///
  /// @param repository where the image is
  /// @param created the time of its commit
  public static String ofImage(
      Repository repository, ReleaseTag tag, Instant created, LocalImage image) {
    Component subject = Components.image(repository, tag, image.digest());
    var bom = new BomBuilder(subject, created, image.digest().toString());
    Map<Platform, Contents> contents = Inventory.of(image);
    for (PlatformImage platform : image.platforms()) {
      Component part =
          Components.platform(repository, tag, platform.platform(), platform.manifest().digest());
      bom.add(subject, part);
      contents
          .getOrDefault(platform.platform(), Contents.NOTHING)
          .places()
          .forEach((piece, paths) -> bom.add(part, Components.of(piece, paths)));
    }
    return bom.json();
  }

  /// The SBOM of a command-line tool: its archives, and what is inside of each.
  ///
  /// @param name the tool's name
  /// @param created the time of its commit
  public static String ofTool(
      String name, ReleaseTag tag, Instant created, List<Artifact> archives) {
    Component subject = Components.tool(name, tag);
    var digests = new ArrayList<String>();
    archives.forEach(archive -> digests.add(archive.digest().toString()));
    var bom = new BomBuilder(subject, created, String.join(" ", digests));
    for (Artifact archive : archives) {
      Component part = Components.archive(archive);
      bom.add(subject, part);
      Inventory.of(archive.file())
          .places()
          .forEach((piece, paths) -> bom.add(part, Components.of(piece, paths)));
    }
    return bom.json();
  }

  /// The digests that an SBOM gives to what it is about: to the image, by its repository, or to the
  /// archives, by their names.
  ///
  /// @param source where it came from, as a problem names it
  /// @throws ai.stigmer.release.problem.ReleaseException of kind remote if it is none
  public static Map<String, Digest> subjects(String text, String source) {
    Json bom = Json.parse(text, source);
    var described = new ArrayList<Json>();
    described.add(bom.get("metadata").get("component"));
    bom.get("components").elements().stream()
        .filter(component -> component.text("type").equals(Component.Type.FILE.getTypeName()))
        .forEach(described::add);
    var subjects = new TreeMap<String, Digest>();
    for (Json component : described) {
      component
          .find("hashes")
          .ifPresent(hashes ->
              subjects.put(
                  component.text("name"),
                  Digest.of("sha256:" + hashes.elements().getFirst().text("content"))));
    }
    return subjects;
  }
}
