package ai.stigmer.release.registry;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.http.HttpTransport;
import ai.stigmer.release.http.RetryPolicy;
import ai.stigmer.release.json.Json;
import ai.stigmer.release.oci.Descriptor;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.oci.MediaType;
import ai.stigmer.release.oci.Reference.ByDigest;
import ai.stigmer.release.oci.Referrer;
import ai.stigmer.release.oci.Repository;
import ai.stigmer.release.rehearsal.registry.EmbeddedRegistry;
import ai.stigmer.release.testing.Folders;
import ai.stigmer.release.testing.Program;
import ai.stigmer.release.testing.SampleImage;
import ai.stigmer.testing.DockerRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Referrers as oras sees and makes them: in a registry that lists them, and under the tag in one
/// that does not.
class OrasIT {

  @TempDir private Path folder;
  private final Registry registry =
      Registry.connect(
          HttpTransport.overSockets(), RegistryCredentials.none(), RetryPolicy.STANDARD);

  @Test
  void itAgreesWhereTheRegistryListsReferrers() throws IOException {
    try (var embedded = EmbeddedRegistry.start(folder.resolve("world"), 0, Optional.empty())) {
      agrees(new Repository(embedded.address(), "me/it"));
    }
  }

  @Test
  void itAgreesWhereClientsKeepTheList() throws IOException {
    try (DockerRegistry docker = DockerRegistry.start(Files.createDirectory(folder.resolve("r")))) {
      agrees(new Repository(docker.address(), "me/it"));
    }
  }

  private void agrees(Repository repository) throws IOException {
    SampleImage image = SampleImage.make(folder, "sample");
    var subject = new ByDigest(repository, image.manifest().digest());
    image.push(registry, subject);
    Path file = Folders.write(folder.resolve("sbom.json"), "{\"from\": \"us\"}");
    Path config = Folders.write(folder.resolve("config"), "{}");
    Referrer ours =
        Referrer.of(
            image.manifest().descriptor(),
            MediaType.CYCLONEDX,
            "sbom.json",
            Digest.ofFile(file),
            Files.size(file));
    registry.pushBlob(repository, ours.content(), file, Optional.empty());
    registry.pushBlob(repository, Referrer.CONFIG, config, Optional.empty());
    registry.attach(repository, ours);
    Folders.write(folder.resolve("theirs/note.txt"), "theirs");
    Program.run(
        folder.resolve("theirs"),
        "oras",
        "attach",
        "--plain-http",
        "--artifact-type=text/x-note",
        subject.toString(),
        "note.txt");

    Json found =
        Json.parse(
            Program.run(
                folder, "oras", "discover", "--plain-http", "--format=json", subject.toString()),
            "oras");
    assertThat(found.get("manifests").elements())
        .hasSize(2)
        .anySatisfy(entry -> {
          assertThat(entry.text("digest")).isEqualTo(ours.manifest().digest().toString());
          assertThat(entry.text("artifactType")).isEqualTo(MediaType.CYCLONEDX);
          assertThat(entry.get("annotations").text("org.opencontainers.image.title"))
              .isEqualTo("sbom.json");
        });
    List<String> listed =
        registry.referrers(repository, image.manifest().digest()).stream()
            .map(Descriptor::digest)
            .map(Digest::toString)
            .toList();
    assertThat(found.get("manifests").elements().stream().map(entry -> entry.text("digest")))
        .containsExactlyInAnyOrderElementsOf(listed);

    Path pulled = Files.createDirectories(folder.resolve("pulled"));
    Program.run(
        pulled,
        "oras",
        "pull",
        "--plain-http",
        new ByDigest(repository, ours.manifest().digest()).toString());
    assertThat(pulled.resolve("sbom.json")).hasSameTextualContentAs(file);
  }
}
