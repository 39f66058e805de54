package ai.stigmer.release.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.http.HttpTransport;
import ai.stigmer.release.http.RetryPolicy;
import ai.stigmer.release.oci.Reference;
import ai.stigmer.release.oci.Repository;
import ai.stigmer.release.rehearsal.registry.EmbeddedRegistry;
import ai.stigmer.release.testing.SampleImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What our client pushes into the embedded registry, as skopeo reads and copies it.
class ForeignClientsIT {

  @TempDir private Path folder;
  private EmbeddedRegistry embedded;
  private Registry registry;

  @BeforeEach
  void start() {
    embedded = EmbeddedRegistry.start(folder.resolve("world"), 0, Optional.empty());
    registry =
        Registry.connect(
            HttpTransport.overSockets(), RegistryCredentials.none(), RetryPolicy.STANDARD);
  }

  @AfterEach
  void stop() {
    embedded.close();
  }

  @Test
  void skopeoAgreesWithTheDigestAndCopiesTheImage() throws Exception {
    var repository = new Repository(embedded.address(), "me/it");
    var copy = new Reference.Tagged(new Repository(embedded.address(), "me/copy"), "v1.0.0");
    var reference = new Reference.Tagged(repository, "v1.0.0");
    SampleImage image = SampleImage.make(folder, "sample");
    image.push(registry, reference);
    String digest =
        run(
            "skopeo",
            "inspect",
            "--tls-verify=false",
            "--format",
            "{{.Digest}}",
            "docker://" + reference);
    assertThat(digest.strip()).isEqualTo(image.manifest().digest().toString());
    run(
        "skopeo",
        "copy",
        "--src-tls-verify=false",
        "--dest-tls-verify=false",
        "--preserve-digests",
        "docker://" + reference,
        "docker://" + copy);
    assertThat(registry.manifest(copy)).contains(image.manifest());
  }

  private static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
