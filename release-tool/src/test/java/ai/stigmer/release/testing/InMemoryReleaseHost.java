package ai.stigmer.release.testing;

import ai.stigmer.release.artifact.Artifact;
import ai.stigmer.release.artifact.Checksums;
import ai.stigmer.release.github.Release;
import ai.stigmer.release.github.Release.State;
import ai.stigmer.release.github.ReleaseAsset;
import ai.stigmer.release.github.ReleaseHost;
import ai.stigmer.release.github.ReleaseText;
import ai.stigmer.release.github.YankMark;
import ai.stigmer.release.problem.ReleaseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A release host in memory, with GitHub's rules: two drafts may share a tag, a published release
/// stays and is the only one of its tag.
///
/// Numbers are given by tag, so that they do not tell in which order releases of different tags
/// were made.
public final class InMemoryReleaseHost implements ReleaseHost {

  private final Map<Long, Release> releases = new LinkedHashMap<>();
  private final Map<Long, byte[]> contents = new HashMap<>();
  private final Map<String, String> tags = new HashMap<>();
  private Optional<String> latest = Optional.empty();
  private final Map<String, Long> lastIds = new HashMap<>();

  /// A host without releases.
  public InMemoryReleaseHost() {}

  /// A host with the releases that the other one has now.
  public InMemoryReleaseHost(InMemoryReleaseHost other) {
    releases.putAll(other.releases);
    contents.putAll(other.contents);
    tags.putAll(other.tags);
    latest = other.latest;
    lastIds.putAll(other.lastIds);
  }

  /// Puts a Git tag there.
  public void putTag(String tag, String commit) {
    tags.put(tag, commit);
  }

  /// Puts a whole published release there.
  public Release putPublished(ReleaseText text, boolean markLatest, Artifact... assets) {
    Release draft = createDraft(text);
    for (Artifact asset : assets) {
      upload(draft.id(), asset);
    }
    return publish(draft.id(), markLatest);
  }

  /// Puts a release there as it is.
  public void put(Release release) {
    releases.put(release.id(), release);
  }

  @Override
  public List<Release> releases() {
    return releases.values().stream()
        .sorted(Comparator.comparingLong(Release::id).reversed())
        .toList();
  }

  @Override
  public Optional<String> latest() {
    return latest;
  }

  @Override
  public Optional<String> tagCommit(String tag) {
    return Optional.ofNullable(tags.get(tag));
  }

  @Override
  public Release createDraft(ReleaseText text) {
    long id = nextId(text.tag());
    releases.put(id, release(id, text, State.DRAFT, List.of()));
    return get(id);
  }

  @Override
  public Release updateText(long release, ReleaseText text) {
    Release old = get(release);
    releases.put(release, release(release, text, old.state(), old.assets()));
    return get(release);
  }

  @Override
  public void tryWrite() {}

  @Override
  public Release markYanked(long release, YankMark mark) {
    Release old = get(release);
    releases.put(
        release,
        new Release(
            release,
            old.tag(),
            mark.title(),
            mark.notes(),
            old.target(),
            old.state(),
            old.preRelease(),
            old.assets(),
            old.page()));
    return get(release);
  }

  @Override
  public void deleteDraft(long release) {
    if (releases.containsKey(release) && !get(release).isDraft()) {
      throw ReleaseException.conflict("release " + release + " was published", "");
    }
    releases.remove(release);
  }

  @Override
  public ReleaseAsset upload(long release, Artifact artifact) {
    Release old = get(release);
    Optional<ReleaseAsset> there = old.asset(artifact.name());
    if (there.flatMap(ReleaseAsset::digest).equals(Optional.of(artifact.digest()))) {
      return there.orElseThrow();
    }
    if (there.isPresent() || old.state() == State.IMMUTABLE) {
      throw ReleaseException.conflict(
          "release " + release + " has another file named " + artifact.name(), "");
    }
    try {
      var asset =
          new ReleaseAsset(
              nextId(old.tag()),
              artifact.name(),
              artifact.size(),
              true,
              Optional.of(artifact.digest()));
      contents.put(asset.id(), Files.readAllBytes(artifact.file()));
      var assets = new ArrayList<>(old.assets());
      assets.add(asset);
      releases.put(release, old.withAssets(assets));
      return asset;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Override
  public void deleteAsset(long asset) {
    contents.remove(asset);
    releases.replaceAll((id, release) ->
        release.withAssets(
            release.assets().stream().filter(candidate -> candidate.id() != asset).toList()));
  }

  @Override
  public Release publish(long release, boolean markLatest) {
    Release old = get(release);
    if (markLatest) {
      refusePreRelease(old);
    }
    if (releases.values().stream()
        .anyMatch(
            other -> other.id() != release && !other.isDraft() && other.tag().equals(old.tag()))) {
      throw ReleaseException.remote("a release of " + old.tag() + " already exists", "");
    }
    releases.put(
        release,
        new Release(
            release,
            old.tag(),
            old.title(),
            old.notes(),
            old.target(),
            State.PUBLISHED,
            old.preRelease(),
            old.assets(),
            old.page()));
    tags.putIfAbsent(old.tag(), old.target());
    if (markLatest) {
      markLatest(release);
    }
    return get(release);
  }

  @Override
  public void markLatest(long release) {
    refusePreRelease(get(release));
    latest = Optional.of(get(release).tag());
  }

  @Override
  public void download(ReleaseAsset asset, Path file) {
    try {
      Files.write(file, content(asset));
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  @Override
  public String downloadText(ReleaseAsset asset, int limit) {
    byte[] content = content(asset);
    if (content.length > limit) {
      throw ReleaseException.remote(asset.name() + " has more than " + limit + " bytes", "");
    }
    return new String(content, StandardCharsets.UTF_8);
  }

  /// Everything there is, as text that two equal worlds share.
  public String snapshot() {
    var text = new StringBuilder("latest " + latest.orElse("none") + "\n");
    releases.values().stream()
        .map(release ->
            String.join(
                " ",
                release.tag(),
                release.title(),
                release.state().toString(),
                release.notes(),
                release.assets().stream()
                    .map(asset -> asset.name() + "=" + told(asset))
                    .sorted()
                    .toList()
                    .toString()))
        .sorted()
        .forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }

  // A signature is never the same twice.
  private static String told(ReleaseAsset asset) {
    return asset.name().equals(Checksums.SIGNATURE_NAME)
        ? "a signature"
        : asset.digest().orElseThrow().toString();
  }

  private static void refusePreRelease(Release release) {
    if (release.preRelease()) {
      throw ReleaseException.input("pre-releases cannot be the latest release", "");
    }
  }

  private Release get(long id) {
    return Optional.ofNullable(releases.get(id))
        .orElseThrow(() -> ReleaseException.remote("there is no release " + id, ""));
  }

  private long nextId(String tag) {
    long first = (Integer.toUnsignedLong(tag.hashCode()) << 16) + 1;
    return lastIds.merge(tag, first, (last, _) -> last + 1);
  }

  private byte[] content(ReleaseAsset asset) {
    return Optional.ofNullable(contents.get(asset.id()))
        .orElseThrow(() -> ReleaseException.remote("there is no asset " + asset.id(), ""));
  }

  private static Release release(
      long id, ReleaseText text, State state, List<ReleaseAsset> assets) {
    return new Release(
        id,
        text.tag(),
        text.title(),
        text.notes(),
        text.commit(),
        state,
        text.preRelease(),
        assets,
        "https://example.org/releases/" + id);
  }
}
