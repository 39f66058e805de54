package ai.stigmer.release.image;

import static ai.stigmer.release.image.ImageFixture.AMD64;
import static ai.stigmer.release.image.ImageFixture.ARM64;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.image.ImageSpec.Layer;
import ai.stigmer.release.json.Json;
import ai.stigmer.release.oci.Reference;
import ai.stigmer.release.oci.Repository;
import ai.stigmer.release.testing.Folders;
import ai.stigmer.testing.Podman;
import ai.stigmer.testing.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What clients that are not ours make of an image: skopeo, and Podman, which starts it.
class ImageToolsIT {

  private static final Reference.Tagged NAME =
      new Reference.Tagged(Repository.of("localhost/acme/tidy-runner"), "edge");

  @TempDir private Path work;
  private BuiltImage image;

  @BeforeEach
  void buildBusybox() throws IOException {
    Path root = work.resolve("root");
    Folders.writeExecutable(root.resolve("build/run"), "#!/bin/sh\nid -u\npwd\necho $LANG\n");
    Files.createDirectories(root.resolve("build/bin"));
    Files.copy(
        Path.of("/bin/busybox"),
        root.resolve("build/bin/busybox"),
        StandardCopyOption.COPY_ATTRIBUTES);
    Files.createSymbolicLink(root.resolve("build/bin/sh"), Path.of("busybox"));
    Files.createSymbolicLink(root.resolve("build/bin/id"), Path.of("busybox"));
    image =
        ImageFixture.build(
            ImageFixture.spec(
                ImageSpec.SCRATCH,
                List.of(AMD64, ARM64),
                new Layer("busybox", "build/bin", "/bin", "0:0", Optional.empty()),
                new Layer("run", "build/run", "/app/run", "1000:1000", Optional.empty())),
            root,
            work.resolve("work"));
  }

  @Test
  void skopeoReadsTheLayout() {
    Path layout = work.resolve("layout");
    ImageExport.of("oci:" + layout, NAME, Optional.empty()).write(image);

    Json inspected =
        Json.parse(
            Tool.run("skopeo", "--override-arch=arm64", "inspect", "oci:" + layout), "skopeo");
    assertThat(inspected.text("Architecture")).isEqualTo("arm64");
    assertThat(inspected.text("Digest")).isEqualTo(image.digest().toString());
    assertThat(inspected.get("Labels").text("org.opencontainers.image.version")).isEqualTo("1.2.3");
    assertThat(Tool.run("skopeo", "inspect", "--raw", "oci:" + layout).getBytes(UTF_8))
        .isEqualTo(image.manifest().content());
  }

  @Test
  void podmanPullsTheLayoutAndRunsIt() throws IOException {
    Path layout = work.resolve("layout");
    ImageExport.of("oci:" + layout, NAME, Optional.of(AMD64)).write(image);
    try (var podman = new Podman(Files.createDirectory(work.resolve("podman")))) {
      String id = podman.run("pull", "--quiet", "--arch=amd64", "oci:" + layout).strip();
      assertThat(id).isEqualTo(image.platforms().getFirst().config().digest().hex());
      assertThat(podman.run("run", "--rm", "--network=none", id))
          .isEqualTo("1000\n/app\nC.UTF-8\n");
    }
  }

  @Test
  void podmanLoadsTheArchiveAndRunsIt() throws IOException {
    Path archive = work.resolve("image.tar");
    ImageExport.of("docker-archive:" + archive, NAME, Optional.of(AMD64)).write(image);
    try (var podman = new Podman(Files.createDirectory(work.resolve("podman")))) {
      podman.run("load", "--quiet", "--input", archive.toString());
      assertThat(podman.run("image", "inspect", "--format={{.Id}}", NAME.toString()).strip())
          .isEqualTo(image.platforms().getFirst().config().digest().hex());
      assertThat(podman.run("run", "--rm", "--network=none", NAME.toString()))
          .isEqualTo("1000\n/app\nC.UTF-8\n");
    }
    assertThat(
            Json.parse(Tool.run("skopeo", "inspect", "docker-archive:" + archive), "skopeo")
                .text("Architecture"))
        .isEqualTo("amd64");
  }

  @Test
  void anotherMachineOfTheSameInputsBuildsTheSameDigest() throws IOException {
    Path root = ImageFixture.inputs(work.resolve("here"));
    BuiltImage here = ImageFixture.build(ImageFixture.spec(), root, work.resolve("work-here"));
    List<String> elsewhere =
        List.of(
            "sh",
            "-c",
            "umask 077 && exec \"$0\" \"$@\"",
            ProcessHandle.current().info().command().orElseThrow(),
            "-cp",
            System.getProperty("java.class.path"),
            "-Duser.language=ar",
            DigestOfFixture.class.getName(),
            work.resolve("there").toString());

    assertThat(
            Tool.run(Map.of("LC_ALL", "C", "TZ", "Pacific/Chatham", "HOME", "/"), elsewhere)
                .strip())
        .isEqualTo(here.digest().toString());
  }
}
