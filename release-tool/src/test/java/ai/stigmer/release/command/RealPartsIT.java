package ai.stigmer.release.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ai.stigmer.release.command.LoopbackWorld.Names;
import ai.stigmer.release.json.Json;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.testing.GitFolder;
import ai.stigmer.release.testing.Program;
import ai.stigmer.testing.DockerRegistry;
import ai.stigmer.testing.Podman;
import ai.stigmer.testing.Tool;
import ai.stigmer.testing.Waiting;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// This repository's own release, by the packaged tool, to Debian's docker-registry with a password
/// and to a tap behind Git's own HTTP server. Then clients that are not ours look at it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealPartsIT {

  private static final String VERSION = "98.7.6";
  private static final String TAG = "v" + VERSION;
  private static final String ARCHIVE = "stigmer-" + VERSION + ".tar.gz";
  private static final String TOOL_ARCHIVE = "release-tool-" + VERSION + ".tar.gz";
  private static final Names NAMES =
      new Names("stigmer/stigmer", "stigmer/homebrew-tap", "stigmer/agent-runner");

  @TempDir private static Path folder;
  private DockerRegistry registry;
  private LoopbackWorld world;
  private String output = "";

  @BeforeAll
  void release() throws IOException {
    Path root = Path.of("").toAbsolutePath().resolve("..").normalize();
    Path launcher = PackagedTool.launcher();
    registry =
        DockerRegistry.start(
            Files.createDirectory(folder.resolve("registry")),
            LoopbackWorld.USER,
            LoopbackWorld.PASSWORD);
    world =
        LoopbackWorld.start(
            launcher,
            root,
            TAG,
            NAMES,
            registry.address(),
            Files.createDirectory(folder.resolve("world")));
    Tool.run(
        Map.of("COSIGN_PASSWORD", ""),
        List.of("cosign", "generate-key-pair", "--output-key-prefix=" + folder.resolve("cosign")));
    output = run("release", TAG, "--verbose");
  }

  @AfterAll
  void stop() {
    world.close();
    registry.close();
  }

  @Test
  void saysWhatSkopeoReads() {
    assertThat(output).contains(world.imageRepository() + ":" + TAG + "@" + digest());
    assertThat(List.of("v98.7", "v98", "latest"))
        .allSatisfy(tag -> assertThat(index(":" + tag)).isEqualTo(index(":" + TAG)));
    assertThat(Json.parse(index("@" + digest()), "index").get("manifests").elements())
        .extracting(
            manifest -> manifest.get("platform").text("os"),
            manifest -> manifest.get("platform").text("architecture"))
        .containsExactly(tuple("linux", "amd64"), tuple("linux", "arm64"));
    assertThat(skopeo("--override-arch=arm64", "--no-tags", ":" + TAG))
        .contains("\"Architecture\": \"arm64\"")
        .contains("\"org.opencontainers.image.version\": \"" + VERSION + "\"");
  }

  @Test
  void podmanPullsByTagAndByDigestAndTheWorkerStartsAndStops() throws IOException {
    try (var podman = new Podman(Files.createDirectory(folder.resolve("podman")))) {
      String byTag = pull(podman, ":" + TAG);
      String byDigest = pull(podman, "@" + digest());
      assertThat(byTag).isEqualTo(byDigest);
      assertThat(podman.run("image", "inspect", "--format={{.RepoDigests}}", byTag))
          .contains(world.imageRepository() + "@" + digest());

      podman.run("run", "--detach", "--name=worker", "--network=none", byDigest);
      await(podman, "Connecting to Temporal at localhost:7233, namespace default");
      podman.run("stop", "--time=180", "worker");

      assertThat(podman.run("logs", "worker")).contains("queue agent_execution_runner");
      assertThat(podman.run("inspect", "--format={{.State.ExitCode}}", "worker")).isEqualTo("0\n");
    }
  }

  @Test
  void theFormulaIsRubyAndNamesTheArchiveThatRuns() throws IOException {
    Path archive = download(ARCHIVE);
    Path formula = folder.resolve("stigmer.rb");
    Files.writeString(
        formula,
        new GitFolder(world.tap()).git("show", "stigmer-" + VERSION + ":Formula/stigmer.rb"));

    assertThat(Tool.run("ruby", "-c", formula.toString())).isEqualTo("Syntax OK\n");
    assertThat(formula)
        .content()
        .contains("url \"" + url(ARCHIVE) + "\"")
        .contains("sha256 \"" + Digest.ofFile(archive).hex() + "\"");

    Path home = Files.createDirectory(folder.resolve("a folder with spaces"));
    Tool.run("tar", "-xzf", archive.toString(), "-C", home.toString());
    assertThat(Tool.run(home.resolve("bin/stigmer").toString(), "version"))
        .startsWith(
            """
            stigmer %s
            commit  %s
            image   %s:%s@%s
            """
                .formatted(
                    VERSION,
                    new GitFolder(world.source()).git("rev-parse", TAG + "^{commit}"),
                    world.imageRepository(),
                    TAG,
                    digest()));
  }

  @Test
  void theReleasedToolTellsItsVersionAndHasAProductTakeItByItsCommit() throws IOException {
    Path home = Files.createDirectory(folder.resolve("a release tool"));
    Tool.run("tar", "-xzf", download(TOOL_ARCHIVE).toString(), "-C", home.toString());

    assertThat(Tool.run(home.resolve("bin/release-tool").toString(), "--version"))
        .isEqualTo("release-tool " + VERSION + "\n");

    GitFolder product = GitFolder.init(folder.resolve("broom"));
    product.git("remote", "add", "origin", "https://github.com/acme/broom.git");

    Program.run(product.path(), home.resolve("bin/release-tool").toString(), "init");

    String commit = new GitFolder(world.source()).git("rev-parse", TAG + "^{commit}");
    assertThat(product.path().resolve(".github/workflows/release.yml"))
        .content()
        .contains("/.github/actions/release@" + commit + " # " + TAG + "\n")
        .contains("version: " + VERSION + "\n");
  }

  @Test
  void releasingAgainAndVerifyingWritesNothing() {
    List<String> again =
        requestsOf(() -> assertThat(run("release", TAG)).contains("Nothing to do"));
    // 31: of the registry 12, and 7 by cosign for three signatures; of GitHub 9, of which two files
    // take two each; of Git 3. Two more may be asked again by a client.
    assertThat(again).hasSizeBetween(1, 33).noneMatch(LoopbackWorld::isWrite);

    List<String> verifying = requestsOf(() -> assertThat(run("verify", TAG)).contains(digest()));
    assertThat(verifying).isNotEmpty().noneMatch(LoopbackWorld::isWrite);
  }

  @Test
  void tellsNoSecret() {
    assertThat(output)
        .contains("GET http://" + registry.address())
        .doesNotContain(
            LoopbackWorld.PASSWORD, LoopbackWorld.TAP_TOKEN, LoopbackWorld.GITHUB_TOKEN);
  }

  // Outside of GitHub Actions there is no identity to sign with.
  private String run(String... command) {
    var arguments = new ArrayList<>(List.of(command));
    arguments.addAll(
        List.of(
            "--set",
            "signing={cosign-key: " + folder.resolve("cosign.key") + ", transparency-log: none}"));
    return world.run(arguments.toArray(String[]::new));
  }

  private List<String> requestsOf(Runnable run) {
    List<List<String>> before = requests();
    run.run();
    List<List<String>> after = requests();
    return IntStream.range(0, after.size())
        .mapToObj(server -> after.get(server).stream().skip(before.get(server).size()))
        .flatMap(made -> made)
        .toList();
  }

  private List<List<String>> requests() {
    return List.of(registry.requests(), world.gitHubRequests(), world.tapRequests());
  }

  private String digest() {
    return Digest.ofBytes(index(":" + TAG).getBytes(UTF_8)).toString();
  }

  private String index(String tagOrDigest) {
    return skopeo("--override-os=linux", "--raw", tagOrDigest);
  }

  private String skopeo(String platform, String option, String tagOrDigest) {
    return Tool.run(
        "skopeo",
        platform,
        "inspect",
        "--tls-verify=false",
        "--authfile=" + world.authFile(),
        option,
        "docker://" + world.imageRepository() + tagOrDigest);
  }

  private String pull(Podman podman, String tagOrDigest) {
    return podman
        .run(
            "pull",
            "--quiet",
            "--arch=amd64",
            "--tls-verify=false",
            "--authfile=" + world.authFile(),
            world.imageRepository() + tagOrDigest)
        .strip();
  }

  private static void await(Podman podman, String text) {
    assertThat(Waiting.until(() -> podman.run("logs", "worker").contains(text)))
        .as("the worker's start, which said: %s", podman.run("logs", "worker"))
        .isTrue();
  }

  private Path download(String name) throws IOException {
    Path archive = folder.resolve(name);
    try (InputStream in = URI.create(url(name)).toURL().openStream()) {
      Files.copy(in, archive);
    }
    return archive;
  }

  private String url(String name) {
    return world.downloads(NAMES.repository(), TAG) + "/" + name;
  }
}
