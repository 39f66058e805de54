package ai.stigmer.agentrunner.image;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.agentrunner.worker.AgentWorker;
import ai.stigmer.testing.DockerRegistry;
import ai.stigmer.testing.Dockerd;
import ai.stigmer.testing.Podman;
import ai.stigmer.testing.TemporalTestServer;
import ai.stigmer.testing.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The image as it runs: pulled from Debian's docker-registry by Podman and by dockerd, against
/// Temporal's test server.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(1800)
class ContainerIT {

  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final long MOST_UNPACKED = 100_000_000;

  @TempDir private static Path folder;
  private DockerRegistry registry;
  private TemporalTestServer temporal;
  private Podman podman;
  private String name = "";

  @BeforeAll
  void push() throws IOException {
    ImageBuild image = ImageBuild.shared();
    registry = DockerRegistry.start(Files.createDirectory(folder.resolve("registry")));
    temporal = TemporalTestServer.start();
    podman = new Podman(Files.createDirectory(folder.resolve("podman")));
    name = registry.address() + "/stigmer/agent-runner:test";
    Tool.run(
        "skopeo",
        "copy",
        "-q",
        "--all",
        "--dest-tls-verify=false",
        "oci:" + image.layout(),
        "docker://" + name);
    podman.run("pull", "-q", "--tls-verify=false", name);
  }

  @AfterAll
  void stop() {
    podman.close();
    temporal.close();
    registry.close();
  }

  @Test
  void withAReadOnlyRootAndNoCapabilitiesTheSecondStartTakesItsClassesFromTheVolume()
      throws IOException {
    Path workspace = workspace();
    podman.run(run("frugal", "--read-only", "--tmpfs=/tmp", "--cap-drop=ALL", volume(workspace)));
    awaitReady("frugal", 1);

    assertThat(shell("frugal", "id -u; id -g; touch /here 2>/dev/null || echo read-only"))
        .isEqualTo("1000\n1000\nread-only\n");
    assertHealthy("frugal");
    Path archive = awaitArchive(workspace);
    assertThat(shell("frugal", "grep -c classes- /proc/1/maps || true")).isEqualTo("0\n");

    podman.run("stop", "--time=20", "frugal");
    assertThat(podman.run("inspect", "--format={{.State.ExitCode}}", "frugal")).isEqualTo("0\n");
    podman.run("start", "frugal");
    awaitReady("frugal", 2);
    assertThat(shell("frugal", "grep -o 'classes-.*' /proc/1/maps | sort -u"))
        .isEqualTo(archive.getFileName() + "\n");
  }

  @Test
  void itWorksWithin256MegabytesWhileItsCommandsRun() throws IOException {
    Path workspace = workspace();
    podman.run(run("small", "--memory=256m", volume(workspace)));
    awaitReady("small", 1);

    Stream.of(1, 2, 3).parallel().forEach(_ -> assertHealthy("small"));
    assertThat(podman.run("exec", "small", "agent-runner", "agents")).contains("pr-reviewer\t");
    assertThat(podman.run("inspect", "--format={{.State.Status}} {{.State.OOMKilled}}", "small"))
        .isEqualTo("running false\n");
    // Writing an archive would not fit beside the worker.
    assertThat(workspace.resolve(".stigmer/cache")).doesNotExist();
  }

  @Test
  void anAgentFindsAShellWithItsToolsAndGit() {
    assertThat(
            podman.run(
                "run",
                "--rm",
                "--network=none",
                "--entrypoint=/bin/sh",
                name,
                "-ec",
                """
                cd /tmp && git init -q -b main a && cd a
                printf 'one\\n' >file && git add file && git commit -qm 'first commit'
                printf 'two\\n' >>file && git diff | grep '^+two' | sed 's/two/2/'
                git log --format=%s && git clone -q /tmp/a /tmp/b && ls /tmp/b
                printf '#!/usr/bin/env sh\\necho script\\n' >script && chmod +x script && ./script
                seq 3 | awk '{ sum += $1 } END { print sum }' && echo a b | xargs -n 1 echo
                find /tmp/b -name file -exec cat {} +
                """))
        .isEqualTo("+2\nfirst commit\nfile\nscript\n6\na\nb\none\n");
  }

  @Test
  void theLicencesOfAllThatIsInsideAreInside() {
    String listing =
        podman.run(
            "run",
            "--rm",
            "--network=none",
            "--entrypoint=/bin/sh",
            name,
            "-ec",
            """
            # Java's own are in its legal folder, and base-files is where the licences' texts come from.
            ls /var/lib/dpkg/status.d | grep -v -e openjdk -e base-files | while read -r package; do
              ls "/usr/share/doc/$package/copyright"
            done
            ls /opt/java/legal/java.base/LICENSE /usr/share/common-licenses/Apache-2.0
            cat /usr/share/doc/agent-runner/licenses.txt
            # Each library is named, and so is what Maven calls it.
            for jar in /app/lib/*.jar; do
              grep -q "^${jar##*/}$" /usr/share/doc/agent-runner/licenses.txt
              ls "${jar%.jar}.pom"
            done
            """);

    assertThat(listing)
        .contains("/usr/share/doc/git/copyright", "/usr/share/doc/busybox-static/copyright")
        .contains("io.temporal:temporal-sdk:", "BSD-3-Clause, copyright Google Inc.")
        .contains("MIT\n\nPermission");
  }

  @Test
  void dockerdPullsItShowsItUnder100MegabytesAndRunsIt() throws IOException {
    try (var docker = Dockerd.start(Files.createDirectory(folder.resolve("docker")))) {
      docker.run("pull", "-q", name);
      assertThat(Long.parseLong(docker.run("image", "inspect", "--format={{.Size}}", name).strip()))
          .isLessThan(MOST_UNPACKED);

      docker.run(
          run("worker", "--read-only", "--tmpfs=/tmp", "--cap-drop=ALL", volume(workspace())));
      assertThat(docker.run("exec", "worker", "agent-runner", "health", "--wait", "120"))
          .startsWith("healthy");
      docker.run("stop", "--time=20", "worker");
      assertThat(docker.run("inspect", "--format={{.State.ExitCode}}", "worker")).isEqualTo("0\n");
    }
  }

  @Test
  void theMakefileRunsItAndTakesItAway() throws IOException {
    String local = "localhost/stigmer/agent-runner";
    podman.run("tag", name, local + ":v1.2.3");

    make("run-local", "VERSION=1.2.3");
    assertThat(shell("made", "touch here; echo $TEMPORAL_SERVICE_ADDRESS, $TEMPORAL_NAMESPACE"))
        .isEqualTo(temporal.address() + ", default\n");
    assertThat(folder.resolve("of make/here")).exists();
    make("stop");
    assertThat(podman.run("ps", "--all", "--quiet", "--filter=name=made")).isEmpty();
    make("clean");
    assertThat(podman.run("images", "--quiet", local)).isEmpty();
    assertThat(podman.run("images", "--quiet", name)).isNotEmpty();
  }

  private void make(String target, String... settings) {
    var command =
        new ArrayList<>(
            List.of(
                "make",
                target,
                "ENGINE=" + podman.program(),
                "NAME=made",
                "WAIT=120",
                "WORKSPACE=" + folder.resolve("of make")));
    command.addAll(List.of(settings));
    // These tests may run under make themselves.
    Tool.run(Map.of("MAKEFLAGS", "", "TEMPORAL_SERVICE_ADDRESS", temporal.address()), command);
  }

  /// The emulator is the entry point, so that this machine needs no registration of it.
  @Test
  void theArm64ImageReachesTheReadyLineUnderQemu() throws IOException {
    try (var other = new Podman(Files.createDirectory(folder.resolve("arm64")))) {
      other.run("pull", "-q", "--tls-verify=false", "--arch=arm64", name);
      other.run(
          "run",
          "--detach",
          "--name=arm",
          "--network=host",
          "--env=TEMPORAL_SERVICE_ADDRESS=" + temporal.address(),
          "--volume=/usr/bin/qemu-aarch64-static:/qemu:ro",
          "--entrypoint=[\"/qemu\"]",
          name,
          "/opt/java/bin/java",
          "@/app/jvm.options",
          "@/app/worker.options",
          "ai.stigmer.agentrunner.AgentRunner");
      await("the ready line", () -> logs(other, "arm").contains(AgentWorker.READY));
    }
  }

  private String[] run(String container, String... options) {
    return Stream.of(
            List.of(
                "run",
                "--detach",
                "--name=" + container,
                "--network=host",
                "--env=TEMPORAL_SERVICE_ADDRESS=" + temporal.address()),
            List.of(options),
            List.of(name))
        .flatMap(List::stream)
        .toArray(String[]::new);
  }

  private String shell(String container, String script) {
    return podman.run("exec", container, "/bin/sh", "-c", script);
  }

  /// Waits, since a busy machine may take longer than a single question does.
  private void assertHealthy(String container) {
    assertThat(podman.run("exec", container, "agent-runner", "health", "--wait", "120"))
        .startsWith("healthy");
  }

  private void awaitReady(String container, int times) {
    await(
        "the ready line",
        () -> logs(podman, container).split(AgentWorker.READY, -1).length > times);
  }

  private static String logs(Podman podman, String container) {
    return podman.run("logs", container);
  }

  private static Path awaitArchive(Path workspace) throws IOException {
    Path cache = workspace.resolve(".stigmer/cache");
    await("an archive in " + cache, () -> archives(cache).size() == 1);
    return archives(cache).getFirst();
  }

  private static List<Path> archives(Path cache) {
    if (!Files.exists(cache)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(cache)) {
      return files.filter(file -> file.toString().endsWith(".jsa")).toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Path workspace() throws IOException {
    Path workspace = Files.createTempDirectory(folder, "workspace");
    Tool.run("chown", "1000:1000", workspace.toString());
    return workspace;
  }

  private static String volume(Path workspace) {
    return "--volume=" + workspace + ":/workspace";
  }

  private static void await(String what, BooleanSupplier condition) {
    Instant end = Instant.now().plus(LIMIT);
    while (!condition.getAsBoolean()) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError(what + " did not come");
      }
      try {
        Thread.sleep(100);
      } catch (InterruptedException interrupted) {
        throw new IllegalStateException(interrupted);
      }
    }
  }
}
