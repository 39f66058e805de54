package ai.stigmer.release.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.github.PullRequest;
import ai.stigmer.release.github.ReleaseAsset;
import ai.stigmer.release.json.Json;
import ai.stigmer.release.oci.ImageIndex;
import ai.stigmer.release.oci.Platform;
import ai.stigmer.release.oci.Reference.Tagged;
import ai.stigmer.release.testing.Folders;
import ai.stigmer.release.testing.GitFolder;
import ai.stigmer.release.testing.Program;
import ai.stigmer.release.testing.Program.Ended;
import ai.stigmer.release.version.FloatingTag;
import ai.stigmer.release.version.SemanticVersion;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Much at once, and much of one thing.
class LoadTest {

  // A run that meets others may have to be run again, as exit 1 says.
  private static final int RUNS = 10;
  private static final long HEAP = 64L << 20;

  @TempDir private Path folder;
  private TestWorld world;

  @BeforeEach
  void start() {
    world = TestWorld.start(folder);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void twentyReleasesOfTwentyVersionsAtOnceAllConverge() throws Exception {
    List<SemanticVersion> versions =
        IntStream.range(0, 20)
            .mapToObj(number ->
                SemanticVersion.of(
                    "%d.%d.%d".formatted(1 + number / 10, number % 10 / 2, number % 2)))
            .toList();
    var clones = new TreeMap<String, Path>();
    for (SemanticVersion version : versions) {
      String tag = "v" + version;
      world.product().commit("feat: what " + version + " brings").tag(tag);
      Path clone = folder.resolve("clones").resolve(tag);
      GitFolder.clone(
          world.product().root(), clone, "--branch=" + tag, "--config=advice.detachedHead=false");
      clones.put(tag, clone);
    }

    Map<String, Path> left = new TreeMap<>(clones);
    for (int run = 1; run <= RUNS && !left.isEmpty(); run++) {
      Map<String, Run> ended = atOnce(left);
      assertThat(ended.values())
          .allSatisfy(one -> assertThat(one.exitCode()).as(one.err() + one.out()).isIn(0, 1));
      ended.entrySet().stream()
          .filter(one -> one.getValue().exitCode() == 0)
          .forEach(one -> left.remove(one.getKey()));
    }

    assertThat(left).isEmpty();
    for (SemanticVersion version : versions) {
      assertThat(world.version("v" + version)).contains(version.toString());
      assertThat(world.hosted("v" + version).isDraft()).isFalse();
      for (FloatingTag floating : FloatingTag.of(version)) {
        assertThat(world.version(floating.name()))
            .as(floating.name())
            .contains(floating.highestOf(versions).orElseThrow().toString());
      }
      assertThat(world.pullRequests().ofBranch("tidy-" + version)).hasSizeLessThanOrEqualTo(1);
    }
    assertThat(world.host().latest()).contains("v2.4.1");
    assertThat(world.pullRequests().open())
        .extracting(PullRequest::branch)
        .containsExactly("tidy-2.4.1");
    assertThat(world.tap().git("branch", "--format=%(refname:short)").lines())
        .containsExactlyInAnyOrder("main", "tidy-2.4.1");
    for (Map.Entry<String, Path> clone : clones.entrySet()) {
      world.run(clone.getValue(), Map.of(), "release", clone.getKey()).exits(0).wroteNothing();
    }
  }

  private Map<String, Run> atOnce(Map<String, Path> clones) throws InterruptedException {
    var start = new CountDownLatch(clones.size());
    List<Callable<Map.Entry<String, Run>>> runs = new ArrayList<>();
    clones.forEach((tag, clone) ->
        runs.add(() -> {
          start.countDown();
          start.await();
          return Map.entry(tag, world.run(clone, Map.of(), "release", tag));
        }));
    try (ExecutorService threads = Executors.newFixedThreadPool(clones.size())) {
      return threads.invokeAll(runs).stream()
          .map(Future::resultNow)
          .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
  }

  @Test
  void fiveHundredAssets() throws IOException {
    var names = new ArrayList<String>();
    for (int number = 0; number < 500; number++) {
      String name = "part-%03d.txt".formatted(number);
      names.add(name);
      Folders.write(world.product().root().resolve("parts").resolve(name), "part " + number);
    }
    world
        .product()
        .edit(
            "release.yaml",
            "assets: []",
            names.stream()
                .map(name -> "{name: " + name + ", from: parts/" + name + "}")
                .collect(Collectors.joining(", ", "assets: [", "]")))
        .commit("feat: many parts")
        .tag("v1.2.4");

    world.release("v1.2.4");

    assertThat(world.hosted("v1.2.4").assets()).extracting(ReleaseAsset::name).containsAll(names);
    Run again = world.run("release").exits(0).wroteNothing();
    assertThat(again.requests()).isLessThan(30);
  }

  @Test
  void tenThousandTags() throws IOException {
    world.release("v1.2.3");
    Path tags =
        world
            .folder()
            .resolve("registry/repositories")
            .resolve(world.repository().path())
            .resolve("_tags");
    byte[] named = Files.readAllBytes(tags.resolve("v1.2.3"));
    for (int patch = 0; patch < 10_000; patch++) {
      Files.write(tags.resolve("v0.1." + patch), named);
    }

    assertThat(world.registry().tags(world.repository())).hasSize(10_004);
    Run again = world.run("release").exits(0).wroteNothing();
    assertThat(again.requests()).isLessThan(40);
  }

  @Test
  void twoThousandReleases() throws IOException {
    world.release("v1.2.3");
    Path state =
        world.folder().resolve("github").resolve(TestWorld.REPOSITORY).resolve("state.json");
    Json json = Json.parse(Files.readAllBytes(state), "the state");
    Json released = json.get("releases").elements().getFirst();
    var releases = new ArrayList<Object>();
    for (int number = 0; number < 2_000; number++) {
      var older = new LinkedHashMap<String, Object>();
      released.members().forEach((name, value) -> older.put(name, value.value()));
      older.put("id", 10_000 + number);
      older.put("tag_name", "v0.1." + number);
      older.put("assets", List.of());
      releases.add(older);
    }
    releases.add(released.value());
    var all = new LinkedHashMap<String, Object>();
    json.members().forEach((name, value) -> all.put(name, value.value()));
    all.put("last_number", 20_000);
    all.put("releases", releases);
    Files.write(state, Json.write(all));
    world.readGitHubState();

    assertThat(world.host().releases()).hasSize(2_001);
    Run again = world.run("release").exits(0).wroteNothing();
    assertThat(again.requests()).isLessThan(60);
  }

  @Test
  void anImageOfEightPlatforms() {
    List<String> platforms =
        List.of(
            "linux/386",
            "linux/amd64",
            "linux/arm/v6",
            "linux/arm/v7",
            "linux/arm64",
            "linux/ppc64le",
            "linux/riscv64",
            "linux/s390x");
    world
        .product()
        .edit("release.yaml", "[linux/amd64, linux/arm64]", platforms.toString())
        .edit(
            "build-image-inputs.sh",
            "linux-amd64 linux-arm64",
            String.join(" ", platforms).replace('/', '-'))
        .commit("feat: eight platforms")
        .tag("v1.2.4");

    world.release("v1.2.4");

    var tag = new Tagged(world.repository(), "v1.2.4");
    assertThat(ImageIndex.parse(world.registry().manifest(tag).orElseThrow(), "v1.2.4").entries())
        .extracting(ImageIndex.Entry::platform)
        .containsExactlyInAnyOrderElementsOf(platforms.stream().map(Platform::of).toList());
    world.run("verify", "v1.2.4").exits(0);
    world.run("release").exits(0).wroteNothing();
  }

  @Test
  void anAssetFourTimesAsLargeAsTheHeap() throws IOException {
    world
        .product()
        .edit("release.yaml", "assets: []", "assets: [{name: large.bin, from: build/large.bin}]")
        .commit("feat: a large asset")
        .tag("v1.2.4");
    Path large = world.product().root().resolve("build/large.bin");
    Files.createDirectories(large.resolveSibling(""));
    try (var file = new RandomAccessFile(large.toFile(), "rw")) {
      file.setLength(4 * HEAP);
    }

    Ended ended =
        Program.end(
            world.product().root(),
            world.variables(),
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx" + HEAP,
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            ReleaseTool.class.getName(),
            "release",
            "v1.2.4");

    assertThat(ended.exitCode()).as(ended.output()).isZero();
    assertThat(world.hosted("v1.2.4").asset("large.bin").orElseThrow().size()).isEqualTo(4 * HEAP);
  }
}
