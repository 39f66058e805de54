package ai.stigmer.agentrunner.image;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.testing.Podman;
import ai.stigmer.testing.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The `Dockerfile`, built by Podman, makes the image that release-tool makes.
///
/// Its base is this Debian machine itself, whose folders are mounted into an empty image, with what
/// was downloaded before: so it needs no network.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(900)
class DockerfileIT {

  private static final String BASE = "localhost/this-machine";
  private static final String THEIRS = "localhost/dockerfile";
  private static final String OURS = "localhost/release-tool";

  @TempDir private static Path folder;
  private final ImageBuild image = ImageBuild.shared();
  private Podman podman;

  @BeforeAll
  void build() throws IOException {
    podman = new Podman(Files.createDirectory(folder.resolve("podman")));
    Path base = Files.createDirectory(folder.resolve("base"));
    Tool.run(
        "sh",
        "-euc",
        """
        mkdir "$0/root"
        cd "$0/root"
        mkdir -p usr etc var/lib/dpkg root tmp proc
        for link in bin sbin lib lib64; do ln -s "usr/$link" "$link"; done
        tar -c -f ../base.tar .
        """,
        base.toString());
    podman.run("import", "-q", base.resolve("base.tar").toString(), BASE);
    Tool.run(
        "skopeo",
        "copy",
        "-q",
        "oci:" + image.layout(),
        "docker-archive:" + folder.resolve("ours.tar") + ":" + OURS);
    podman.run("load", "-q", "-i", folder.resolve("ours.tar").toString());

    var arguments =
        new ArrayList<>(List.of("build", "-q", "--format=docker", "--network=host", "-t", THEIRS));
    for (String mounted : List.of("/usr", "/etc", "/var/lib/dpkg")) {
      arguments.add("--volume=" + mounted + ":" + mounted + ":ro");
    }
    String home = System.getProperty("user.home");
    for (String cache : List.of(".m2", ".cache/stigmer-runtime")) {
      arguments.add("--volume=" + Path.of(home, cache) + ":/root/" + cache);
    }
    arguments.add("--build-arg=BASE=" + BASE);
    arguments.add("--build-arg=VERSION=" + ImageBuild.VERSION);
    arguments.add("--build-arg=REVISION=" + label(OURS, "revision"));
    arguments.add("--build-arg=CREATED=" + ImageBuild.COMMITTED);
    arguments.add(image.source().toString());
    podman.run(arguments.toArray(String[]::new));
  }

  @AfterAll
  void stop() {
    podman.close();
  }

  @Test
  void userEntryPointEnvironmentVolumesAndLabelsAreTheSame() {
    for (String field :
        List.of("User", "Entrypoint", "Cmd", "WorkingDir", "Volumes", "ExposedPorts")) {
      assertThat(config(THEIRS, field)).as(field).isEqualTo(config(OURS, field));
    }
    assertThat(environment(THEIRS)).containsExactlyInAnyOrderElementsOf(environment(OURS));
    // What built the image, which Podman adds, is no label of ours.
    assertThat(config(THEIRS, "Labels").replaceFirst("\"io.buildah.version\":\"[^\"]*\",?", ""))
        .isEqualTo(config(OURS, "Labels"));
  }

  @Test
  void everyFileIsTheSame() {
    List<String> files = files(THEIRS);

    assertThat(files).contains("644 0:0 /app/jvm.options").isEqualTo(files(OURS));
  }

  @Test
  void itHasAHealthCheck() {
    assertThat(podman.run("image", "inspect", "--format={{json .HealthCheck}}", THEIRS))
        .contains("\"agent-runner\",\"health\"");
  }

  /// Mode, owner, content and path of everything in an image.
  private List<String> files(String name) {
    return podman
        .run(
            "run",
            "--rm",
            "--network=none",
            "--user=0:0",
            "--entrypoint=/bin/sh",
            name,
            "-ec",
            """
            find / -xdev \\( -path /proc -o -path /sys -o -path /dev -o -path /run -o -path /etc/hosts \
              -o -path /etc/hostname -o -path /etc/resolv.conf -o -path /etc/mtab \\) -prune -o -print |
              sort | while read -r file; do
                [ "$file" = / ] || stat -c '%a %u:%g %n' "$file"
                [ ! -f "$file" ] || sha256sum "$file"
              done
            """)
        .lines()
        .toList();
  }

  private List<String> environment(String name) {
    return podman
        .run("image", "inspect", "--format={{range .Config.Env}}{{println .}}{{end}}", name)
        .lines()
        .toList();
  }

  private String config(String name, String field) {
    return podman.run("image", "inspect", "--format={{json .Config." + field + "}}", name);
  }

  private String label(String name, String label) {
    return podman
        .run(
            "image",
            "inspect",
            "--format={{index .Labels \"org.opencontainers.image." + label + "\"}}",
            name)
        .strip();
  }
}
