package ai.stigmer.release.command;

import static ai.stigmer.release.command.Figures.median;
import static ai.stigmer.release.command.Figures.say;
import static ai.stigmer.release.command.Figures.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.command.LoopbackWorld.Names;
import ai.stigmer.release.http.HttpTransport;
import ai.stigmer.release.http.RetryPolicy;
import ai.stigmer.release.image.PlatformImage;
import ai.stigmer.release.oci.Descriptor;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.oci.ImageIndex;
import ai.stigmer.release.oci.Manifest;
import ai.stigmer.release.oci.Reference;
import ai.stigmer.release.oci.Reference.Tagged;
import ai.stigmer.release.oci.Repository;
import ai.stigmer.release.registry.Registry;
import ai.stigmer.release.registry.RegistryLogin;
import ai.stigmer.release.rehearsal.RecordedRequest;
import ai.stigmer.release.rehearsal.registry.EmbeddedRegistry;
import ai.stigmer.release.rehearsal.registry.EmbeddedRegistry.Login;
import ai.stigmer.release.secret.Secret;
import ai.stigmer.release.testing.Folders;
import ai.stigmer.release.testing.GitFolder;
import ai.stigmer.release.testing.Program;
import ai.stigmer.release.testing.TidyProduct;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Measures what `docs/benchmarks.md` tells of releases. No test: `scripts/benchmark.sh` runs it.
class Benchmarks {

  private static final Path ROOT = Path.of("").toAbsolutePath().resolve("..").normalize();
  private static final Path TOOL = ROOT.resolve("build/bin/release-tool");
  private static final Names STIGMER =
      new Names("stigmer/stigmer", "stigmer/homebrew-tap", "stigmer/agent-runner");
  private static final Names TIDY = new Names("acme/tidy", "acme/homebrew-tap", "acme/tidy-runner");
  private static final String CLASS =
      "agent-runner/src/main/java/ai/stigmer/agentrunner/worker/AgentWorker.java";

  @TempDir private Path folder;
  private EmbeddedRegistry server;
  private Registry registry;

  @BeforeEach
  void startRegistry() {
    server =
        EmbeddedRegistry.start(
            folder.resolve("registry"),
            0,
            Optional.of(new Login(LoopbackWorld.USER, LoopbackWorld.PASSWORD)));
    registry =
        Registry.connect(
            HttpTransport.overSockets(),
            host ->
                Optional.of(
                    new RegistryLogin.Password(
                        LoopbackWorld.USER, Secret.of(LoopbackWorld.PASSWORD))),
            RetryPolicy.STANDARD);
  }

  @AfterEach
  void stopRegistry() {
    server.close();
  }

  @Test
  void nothingToDoAndOneClass() throws IOException {
    try (LoopbackWorld world = world(TOOL, ROOT, "v98.7.6", STIGMER)) {
      double first = seconds(() -> release(world, "v98.7.6"));
      Program.run(world.source(), "rm", "-rf", "build");

      int toRegistry = server.requests().size();
      int toGitHub = world.gitHubRequests().size();
      int toTap = world.tapRequests().size();
      double again = seconds(() -> release(world, "v98.7.6"));
      List<String> requests = new ArrayList<>();
      server.requests().stream()
          .skip(toRegistry)
          .forEach(request -> requests.add(request.method() + " " + request.path()));
      world.gitHubRequests().stream().skip(toGitHub).forEach(requests::add);
      world.tapRequests().stream().skip(toTap).forEach(requests::add);
      say(
          "no-op release: %d writes, %d requests (registry %d, GitHub %d, Git %d), built: %s"
              .formatted(
                  requests.stream().filter(LoopbackWorld::isWrite).count(),
                  requests.size(),
                  server.requests().size() - toRegistry,
                  world.gitHubRequests().size() - toGitHub,
                  world.tapRequests().size() - toTap,
                  Files.exists(world.source().resolve("build/image")) ? "yes" : "nothing"));
      var times = new ArrayList<>(List.of(again));
      for (int run = 1; run < 5; run++) {
        times.add(seconds(() -> release(world, "v98.7.6")));
      }
      say(
          "no-op release: %.2f s (median of 5); first release %.1f s; ratio 1:%.0f"
              .formatted(median(times), first, first / median(times)));

      oneClass(world);
    }
  }

  // Outside of GitHub Actions there is no identity to sign with.
  private static void release(LoopbackWorld world, String tag) {
    world.run("release", tag, "--set", "signing=none");
  }

  private void oneClass(LoopbackWorld world) throws IOException {
    var repository = Repository.of(world.imageRepository());
    Set<Descriptor> before = content(repository, "v98.7.6");
    Path source = world.source().resolve(CLASS);
    Files.writeString(
        source, Files.readString(source).replace("Stopping: taking", "Stopping, taking"));
    var git = new GitFolder(world.source());
    git.git("commit", "-qam", "fix: change one class");
    git.git("tag", "v98.7.7");
    int requests = server.requests().size();
    double elapsed = seconds(() -> release(world, "v98.7.7"));

    List<RecordedRequest> made =
        server.requests().stream().skip(requests).filter(RecordedRequest::isWrite).toList();
    long named = bytes(made, "/manifests/(v|latest).*");
    Set<Descriptor> after = content(repository, "v98.7.7");
    after.removeAll(before);
    say(
        ("one class changed: %d bytes sent, %d bytes new (%d blobs and manifests), %d more to name"
                + " the index by its tags; %.1f s with its builds")
            .formatted(
                bytes(made, ".*") - named,
                after.stream().mapToLong(Descriptor::size).sum(),
                after.size(),
                named,
                elapsed));
  }

  @Test
  void oneLargeAsset() throws IOException {
    TidyProduct product =
        TidyProduct.make(folder.resolve("tidy"))
            .edit(
                "release.yaml", "assets: []", "assets: [{name: large.bin, from: build/large.bin}]")
            .commit("feat: a large asset");
    Path memory = folder.resolve("memory");
    try (LoopbackWorld world = world(timed(memory), product.root(), "v1.2.3", TIDY)) {
      Path large = Files.createDirectories(world.source().resolve("build")).resolve("large.bin");
      try (var sparse = new RandomAccessFile(large.toFile(), "rw")) {
        sparse.setLength(2_000_000_000);
      }
      double elapsed = seconds(() -> world.run("release", "v1.2.3"));
      say("one 2 GB asset: peak memory %d MB, %.1f s".formatted(megabytes(memory), elapsed));
    }
  }

  @Test
  void manyTags() throws IOException {
    TidyProduct product = TidyProduct.make(folder.resolve("tidy"));
    Path memory = folder.resolve("memory");
    try (LoopbackWorld world = world(timed(memory), product.root(), "v1.2.3", TIDY)) {
      world.run("release", "v1.2.3");
      var repository = Repository.of(world.imageRepository());
      Manifest index = registry.manifest(new Tagged(repository, "v1.2.3")).orElseThrow();
      int tags = registry.tags(repository).size();
      for (int wanted : List.of(10, 10_000)) {
        for (; tags < wanted; tags++) {
          registry.pushManifest(new Tagged(repository, "v0.1." + tags), index);
        }
        var times = new ArrayList<Double>();
        int before = server.requests().size();
        times.add(seconds(() -> world.run("plan", "v1.2.3")));
        List<RecordedRequest> made = server.requests().subList(before, server.requests().size());
        say(
            "%d tags: %d requests to the registry, %d of them for pages of tags; peak memory %d MB"
                .formatted(
                    tags,
                    made.size(),
                    made.stream().filter(request -> request.path().contains("/tags/list")).count(),
                    megabytes(memory)));
        for (int run = 1; run < 5; run++) {
          times.add(seconds(() -> world.run("plan", "v1.2.3")));
        }
        say("%d tags: plan in %.2f s (median of 5)".formatted(tags, median(times)));
      }
    }
  }

  @Test
  void tagsOfAFile() throws IOException {
    Path existing = Folders.write(folder.resolve("existing"), "v1.2.2\nv1.1.0\nv2.0.0-rc.1\n");
    var times = new ArrayList<Double>();
    for (int run = 0; run < 21; run++) {
      times.add(
          seconds(() ->
              assertThat(
                      Program.run(
                          folder,
                          TOOL.toString(),
                          "tags",
                          "v1.2.3",
                          "--existing",
                          existing.toString()))
                  .isEqualTo("v1.2.3\nv1.2\nv1\nlatest\n")));
    }
    say(
        "tags v1.2.3 --existing FILE: %.3f s (median of 21, a whole process)"
            .formatted(median(times)));
  }

  private LoopbackWorld world(Path tool, Path source, String tag, Names names) throws IOException {
    return LoopbackWorld.start(
        tool, source, tag, names, server.address(), Files.createDirectory(folder.resolve("world")));
  }

  /// The tool, which leaves its peak memory in KiB in a file.
  private Path timed(Path memory) throws IOException {
    return Folders.writeExecutable(
        folder.resolve("timed"),
        "#!/bin/sh\nexec /usr/bin/time -f %M -o '" + memory + "' '" + TOOL + "' \"$@\"\n");
  }

  private Set<Descriptor> content(Repository repository, String tag) {
    Manifest manifest = registry.manifest(new Tagged(repository, tag)).orElseThrow();
    Set<Descriptor> content = new HashSet<>(Set.of(manifest.descriptor()));
    for (ImageIndex.Entry entry : ImageIndex.parse(manifest, tag).entries()) {
      content.add(entry.manifest());
      Digest digest = entry.manifest().digest();
      Manifest child = registry.manifest(new Reference.ByDigest(repository, digest)).orElseThrow();
      content.addAll(PlatformImage.parse(entry.platform(), child, tag).blobs());
    }
    return content;
  }

  private static long bytes(List<RecordedRequest> requests, String path) {
    return requests.stream()
        .filter(request -> request.path().matches(".*" + path))
        .mapToLong(RecordedRequest::bytesReceived)
        .sum();
  }

  private static long megabytes(Path memory) throws IOException {
    return Long.parseLong(Files.readString(memory).strip()) / 1024;
  }
}
