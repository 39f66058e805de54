package ai.stigmer.release.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.archive.ArchiveReader;
import ai.stigmer.release.artifact.Checksums;
import ai.stigmer.release.github.PullRequest;
import ai.stigmer.release.github.Release;
import ai.stigmer.release.http.HttpTransport;
import ai.stigmer.release.http.RetryPolicy;
import ai.stigmer.release.image.ImageReader;
import ai.stigmer.release.image.PublishedImage;
import ai.stigmer.release.json.Json;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.oci.Reference.ByDigest;
import ai.stigmer.release.oci.Reference.Tagged;
import ai.stigmer.release.oci.Repository;
import ai.stigmer.release.registry.Registry;
import ai.stigmer.release.registry.RegistryLogin;
import ai.stigmer.release.secret.Secret;
import ai.stigmer.release.testing.GitFolder;
import ai.stigmer.release.version.ReleaseTag;
import ai.stigmer.release.version.SemanticVersion;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Follows everything a user can discover in a world to its end, as a user's clients would: image
/// tags to every blob, formulae to the file they download, published files to their checksums, the
/// command inside an archive to its image.
final class Discovery {

  private static final Pattern DOWNLOAD =
      Pattern.compile("url \"([^\"]+)\"\\s+sha256 \"([0-9a-f]{64})\"");
  private static final int TEXT_LIMIT = 1 << 20;

  private final LoopbackWorld world;
  private final Repository repository;
  private final Registry registry;
  private final Map<String, Digest> tags = new TreeMap<>();
  private final Map<String, Release> published = new TreeMap<>();
  private final Map<String, Digest> files = new HashMap<>();

  Discovery(LoopbackWorld world) {
    this.world = world;
    this.repository = Repository.of(world.imageRepository());
    this.registry =
        Registry.connect(
            HttpTransport.overSockets(),
            host ->
                Optional.of(
                    new RegistryLogin.Password(
                        LoopbackWorld.USER, Secret.of(LoopbackWorld.PASSWORD))),
            RetryPolicy.STANDARD);
    for (String tag : registry.tags(repository)) {
      tags.put(tag, registry.digest(new Tagged(repository, tag)).orElseThrow());
    }
    world.releases().releases().stream()
        .filter(release -> !release.isDraft())
        .forEach(release -> published.put(release.tag(), release));
  }

  /// What the promises hold on to from one moment on.
  ///
  /// @param names the digests of exact tags and of published files, by image tag and by `TAG/FILE`
  /// @param highest the version that floating tags and the latest mark name
  record Fixed(Map<String, Digest> names, SemanticVersion highest) {}

  /// What must never change, or never go back, from now on.
  Fixed fixed() {
    var names = new TreeMap<>(tags);
    names.keySet().removeIf(tag -> ReleaseTag.find(tag).isEmpty());
    published.forEach((tag, release) ->
        release
            .assets()
            .forEach(asset -> names.put(tag + "/" + asset.name(), asset.digest().orElseThrow())));
    return new Fixed(names, latest());
  }

  /// Asserts I1 to I5, as far as they hold of a world at one moment.
  ///
  /// @param before what was fixed at an earlier moment
  void check(Fixed before) throws IOException {
    assertThat(fixed().names()).as("I2").containsAllEntriesOf(before.names());
    tags.forEach((tag, digest) -> {
      if (tag.startsWith("sha256-")) {
        checkReferrers(tag);
      } else {
        checkImage(tag, digest, before.highest());
      }
    });
    for (Release release : published.values()) {
      checkRelease(release);
    }
    assertThat(latest()).as("I3: the latest").isGreaterThanOrEqualTo(before.highest());
    checkTap();
    checkOneOfEach();
  }

  private void checkImage(String tag, Digest digest, SemanticVersion lowest) {
    var reader = new ImageReader(registry);
    PublishedImage image = reader.read(new ByDigest(repository, digest)).orElseThrow();
    assertThat(image.isWhole()).as("I1: %s has its manifests", tag).isTrue();
    assertThat(reader.missingBlobs(image)).as("I1: blobs of %s", tag).isEmpty();
    if (ReleaseTag.find(tag).isEmpty()) {
      String exact = "v" + image.index().orElseThrow().version().orElseThrow();
      assertThat(tags.get(exact)).as("I1: what %s names", tag).isEqualTo(digest);
      assertThat(published).as("I1: what %s names", tag).containsKey(exact);
      assertThat(version(exact)).as("I3: %s", tag).isGreaterThanOrEqualTo(lowest);
    }
  }

  private void checkReferrers(String tag) {
    byte[] list = registry.manifest(new Tagged(repository, tag)).orElseThrow().content();
    for (Json entry : Json.parse(list, tag).get("manifests").elements()) {
      assertThat(registry.resolve(new ByDigest(repository, Digest.of(entry.text("digest")))))
          .as("I1: %s in %s", entry, tag)
          .isPresent();
    }
  }

  private void checkRelease(Release release) throws IOException {
    Map<String, Digest> digests = new TreeMap<>();
    release.assets().forEach(asset -> digests.put(asset.name(), asset.digest().orElseThrow()));
    Checksums checksums =
        Checksums.parse(
            world
                .releases()
                .downloadText(release.asset(Checksums.FILE_NAME).orElseThrow(), TEXT_LIMIT),
            release.tag());
    digests.remove(Checksums.FILE_NAME);
    assertThat(digests).as("I5: %s", release.tag()).isEqualTo(checksums.digests());
    Digest image =
        Optional.ofNullable(tags.get(release.tag()))
            .orElseThrow(() -> new AssertionError("I1: " + release.tag() + " has no image"));
    String archive = "tidy-" + version(release.tag()) + ".tar.gz";
    Path file = Files.createTempFile("downloaded", ".tar.gz");
    world.releases().download(release.asset(archive).orElseThrow(), file);
    assertThat(ArchiveReader.containsText(file, image.toString()))
        .as("I1: the command of %s starts %s", release.tag(), image)
        .isTrue();
    Files.delete(file);
  }

  private void checkTap() throws IOException {
    var tap = new GitFolder(world.tap());
    for (String branch : branches()) {
      if (!tap.git("ls-tree", "--name-only", "-r", branch).contains("Formula/tidy.rb")) {
        continue;
      }
      Matcher download = DOWNLOAD.matcher(tap.git("show", branch + ":Formula/tidy.rb"));
      assertThat(download.find()).as("I1: the formula on %s", branch).isTrue();
      assertThat(digestOf(download.group(1)))
          .as("I1: the formula on %s", branch)
          .isEqualTo(new Digest(download.group(2)));
    }
  }

  private Digest digestOf(String url) throws IOException {
    Digest known = files.get(url);
    if (known == null) {
      try (InputStream in = URI.create(url).toURL().openStream()) {
        known = Digest.ofBytes(in.readAllBytes());
      }
      files.put(url, known);
    }
    return known;
  }

  private void checkOneOfEach() {
    assertThat(world.releases().releases())
        .as("I4: releases")
        .extracting(Release::tag)
        .doesNotHaveDuplicates();
    assertThat(branches()).as("I4: branches").doesNotHaveDuplicates();
    for (String branch : branches()) {
      List<PullRequest> all = world.pullRequests().ofBranch(branch);
      assertThat(all).as("I4: pull requests of %s", branch).hasSizeLessThanOrEqualTo(1);
    }
  }

  private List<String> branches() {
    return new GitFolder(world.tap())
        .git("for-each-ref", "--format=%(refname:short)", "refs/heads")
        .lines()
        .toList();
  }

  private SemanticVersion latest() {
    return version(world.releases().latest().orElseThrow());
  }

  private static SemanticVersion version(String tag) {
    return ReleaseTag.of(tag).version();
  }
}
