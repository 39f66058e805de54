package ai.stigmer.release.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.command.LoopbackWorld.Names;
import ai.stigmer.release.github.PullRequest;
import ai.stigmer.release.github.Release;
import ai.stigmer.release.github.ReleaseAsset;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.testing.FaultyProxy;
import ai.stigmer.release.testing.Folders;
import ai.stigmer.release.testing.GitFolder;
import ai.stigmer.release.testing.Mishap;
import ai.stigmer.release.testing.Program.Ended;
import ai.stigmer.release.testing.TidyProduct;
import ai.stigmer.testing.DockerRegistry;
import ai.stigmer.testing.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Debian's docker-registry, a tap behind Git's own HTTP server and the embedded GitHub, reached by
/// the tool's process through a proxy that has mishaps. The product "tidy" was released as
/// [#BEFORE], whose pull request is open, and is at [#TAG]; to that the world is put back as often
/// as one likes.
final class SocketWorld implements AutoCloseable {

  /// What was released.
  static final String BEFORE = "v1.2.2";

  /// What is released.
  static final String TAG = "v1.2.3";

  private static final Pattern LIST =
      Pattern.compile("(.*/_manifests/tags/sha256-[0-9a-f]{64})/index/sha256/([0-9a-f]{64})/link");
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final Names NAMES =
      new Names("acme/tidy", "acme/homebrew-tap", "acme/tidy-runner");

  private final Path folder;
  private final DockerRegistry registry;
  private final FaultyProxy proxy;
  private final LoopbackWorld world;
  private Duration longestEnd = Duration.ZERO;

  private SocketWorld(
      Path folder, DockerRegistry registry, FaultyProxy proxy, LoopbackWorld world) {
    this.folder = folder;
    this.registry = registry;
    this.proxy = proxy;
    this.world = world;
  }

  /// Starts the servers and releases [#BEFORE].
  ///
  /// @param folder an empty folder for all of it
  /// @param cache the tool's archive of classes, which is made if it is not there
  static SocketWorld start(Path folder, Path cache) throws IOException {
    TidyProduct product =
        TidyProduct.make(folder.resolve("tidy")).tag(BEFORE).commit("fix: a fault");
    DockerRegistry registry =
        DockerRegistry.start(
            Files.createDirectory(folder.resolve("registry")),
            LoopbackWorld.USER,
            LoopbackWorld.PASSWORD);
    FaultyProxy proxy = FaultyProxy.start();
    Path tool = PackagedTool.script(folder.resolve("tool"), cache, proxy.port());
    LoopbackWorld world =
        LoopbackWorld.start(
            tool,
            product.root(),
            TAG,
            NAMES,
            registry.address(),
            Files.createDirectory(folder.resolve("world")));
    var started = new SocketWorld(folder, registry, proxy, world);
    started.source().git("checkout", "-q", BEFORE);
    world.run("release", BEFORE);
    started.source().git("checkout", "-q", TAG);
    started.keep();
    return started;
  }

  /// Runs the release of [#TAG] as a process of the packaged tool, in the world as it was when
  /// nothing of it was there.
  ///
  /// @param write the number of the write that meets a mishap, or 0 for none
  Ended release(int write, Mishap mishap) throws IOException {
    putBack();
    var started = new CompletableFuture<Process>();
    proxy.strikeAt(write, mishap, () -> end(started.join(), mishap));
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(world.command("release", TAG))
            .directory(world.source().toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    started.complete(process);
    int exitCode = waitFor(process);
    return new Ended(exitCode, Files.readString(output));
  }

  /// The longest time that a process took to end when a signal told it to.
  Duration longestEnd() {
    return longestEnd;
  }

  /// How many writes the last process made.
  int writes() {
    return proxy.writes();
  }

  /// How many requests the last process made.
  int requests() {
    return proxy.requests();
  }

  /// Runs the release of [#TAG] once more, in this process, without mishaps.
  Ended again(String... further) {
    var arguments = new ArrayList<>(List.of("release", TAG));
    arguments.addAll(List.of(further));
    return world.runHere(arguments.toArray(String[]::new));
  }

  /// How many pushes reached the tap so far.
  long pushes() {
    return world.tapRequests().stream().filter(LoopbackWorld::isWrite).count();
  }

  /// What a user can discover here.
  Discovery discovery() {
    return new Discovery(world);
  }

  /// Everything there is, a line each, numbers apart, which a broken upload uses up: the registry's
  /// files, releases and pull requests, and the tap's branches. Left out is what nothing names any
  /// more: uploads that broke, and lists of referrers that were replaced by longer ones.
  List<String> lines() throws IOException {
    var lines = new ArrayList<String>();
    Map<Path, Digest> files = Folders.content(content());
    files.forEach((file, digest) -> lines.add(file + " is " + digest));
    List<String> replaced = replacedLists(files.keySet());
    lines.removeIf(
        line -> line.contains("/_uploads/") || replaced.stream().anyMatch(line::contains));
    world.releases().releases().stream().map(SocketWorld::line).sorted().forEach(lines::add);
    lines.add("latest is " + world.releases().latest());
    for (String branch : List.of("tidy-1.2.2", "tidy-1.2.3")) {
      world.pullRequests().ofBranch(branch).stream().map(SocketWorld::line).forEach(lines::add);
    }
    lines.addAll(new GitFolder(world.tap()).git("for-each-ref").lines().toList());
    return lines;
  }

  @Override
  public void close() {
    world.close();
    proxy.close();
    registry.close();
  }

  // A tag's folder keeps every digest that it named, and which is the current one.
  private List<String> replacedLists(Set<Path> files) throws IOException {
    var replaced = new ArrayList<String>();
    for (Path file : files) {
      Matcher earlier = LIST.matcher(file.toString());
      if (earlier.matches()
          && !Files.readString(content().resolve(earlier.group(1) + "/current/link"))
              .endsWith(earlier.group(2))) {
        replaced.add(earlier.group(2));
      }
    }
    return replaced;
  }

  private static String line(Release release) {
    return String.join(
        " ",
        "release",
        release.tag(),
        release.state().toString(),
        release.title(),
        release.notes(),
        release.target(),
        release.assets().stream()
            .sorted(Comparator.comparing(ReleaseAsset::name))
            .map(asset -> asset.name() + "=" + asset.digest())
            .toList()
            .toString());
  }

  private static String line(PullRequest request) {
    return String.join(
        " ",
        "pull request of",
        request.branch(),
        request.state().toString(),
        request.title(),
        request.body());
  }

  private void keep() throws IOException {
    Path kept = Files.createDirectory(folder.resolve("kept"));
    for (Path state : state()) {
      Tool.run("cp", "-a", state.toString(), kept.toString());
    }
  }

  private void putBack() throws IOException {
    for (Path state : state()) {
      Folders.delete(state);
      Tool.run(
          "cp",
          "-a",
          folder.resolve("kept").resolve(state.getFileName()).toString(),
          state.resolveSibling("").toString());
    }
    world.readGitHubState();
    source().git("clean", "-qxfd");
  }

  private List<Path> state() {
    return List.of(content(), world.gitHubState(), world.tap());
  }

  private Path content() {
    return folder.resolve("registry/content");
  }

  private GitFolder source() {
    return new GitFolder(world.source());
  }

  private void end(Process process, Mishap mishap) {
    String signal =
        switch (mishap) {
          case INTERRUPTED -> "-INT";
          case TERMINATED -> "-TERM";
          default -> "-KILL";
        };
    Instant told = Instant.now();
    Tool.run("kill", signal, Long.toString(process.pid()));
    waitFor(process);
    Duration took = Duration.between(told, Instant.now());
    if (mishap.isCancellation() && took.compareTo(longestEnd) > 0) {
      longestEnd = took;
    }
  }

  private static int waitFor(Process process) {
    try {
      assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).as("the tool ends").isTrue();
      return process.exitValue();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }
}
