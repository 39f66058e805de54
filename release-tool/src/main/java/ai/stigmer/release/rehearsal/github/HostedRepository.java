package ai.stigmer.release.rehearsal.github;

import static ai.stigmer.release.rehearsal.github.ApiExchange.object;

import ai.stigmer.release.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// The state of one repository, in memory and in `state.json` of its folder, which also holds the
/// assets' bytes. Every method is safe to call from several requests at once; one that changes a
/// thing must be called while this object is locked.
final class HostedRepository {

  private final URI server;
  private final String name;
  private final GitFacts git;
  private final boolean immutableReleases;
  private final Path folder;
  private final TreeMap<Long, HostedRelease> releases = new TreeMap<>();
  private final TreeMap<Long, HostedPull> pulls = new TreeMap<>();
  private Optional<Long> latest = Optional.empty();
  private long last;

  HostedRepository(URI server, String name, GitFacts git, boolean immutableReleases, Path folder) {
    this.server = server;
    this.name = name;
    this.git = git;
    this.immutableReleases = immutableReleases;
    this.folder = folder;
    read();
  }

  URI server() {
    return server;
  }

  /// `owner/name`.
  String name() {
    return name;
  }

  String owner() {
    return name.substring(0, name.indexOf('/'));
  }

  GitFacts git() {
    return git;
  }

  boolean immutableReleases() {
    return immutableReleases;
  }

  /// A number that nothing had before.
  synchronized long nextNumber() {
    return ++last;
  }

  /// Newest first.
  synchronized List<HostedRelease> releases() {
    return List.copyOf(releases.descendingMap().values());
  }

  synchronized Optional<HostedRelease> release(long id) {
    return Optional.ofNullable(releases.get(id));
  }

  synchronized void keep(HostedRelease release) {
    releases.put(release.id(), release);
    write();
  }

  synchronized void removeRelease(long id) {
    releases.remove(id);
    write();
  }

  /// Newest first.
  synchronized List<HostedPull> pulls() {
    return List.copyOf(pulls.descendingMap().values());
  }

  synchronized Optional<HostedPull> pull(long number) {
    return Optional.ofNullable(pulls.get(number));
  }

  synchronized void keep(HostedPull pull) {
    pulls.put(pull.number(), pull);
    write();
  }

  /// The release that `/releases/latest` names: the one that was marked, else the newest one that
  /// may be.
  synchronized Optional<HostedRelease> latest() {
    return latest
        .flatMap(this::release)
        .filter(HostedRelease::isLatestCandidate)
        .or(() ->
            releases.values().stream()
                .filter(HostedRelease::isLatestCandidate)
                .filter(HostedRelease::mayBeLatest)
                .max(Comparator.comparing(HostedRelease::created)));
  }

  synchronized void markLatest(Optional<Long> release) {
    latest = release;
    write();
  }

  /// Where an asset's bytes are.
  Path file(long asset, String assetName) {
    return folder.resolve("assets").resolve(Long.toString(asset)).resolve(assetName);
  }

  private Path state() {
    return folder.resolve("state.json");
  }

  private void read() {
    try {
      Files.createDirectories(folder);
      if (Files.exists(state())) {
        Json json = Json.parse(Files.readAllBytes(state()), state().toString());
        last = json.number("last_number");
        latest = json.find("latest").map(Json::number);
        json.get("releases").elements().stream()
            .map(HostedRelease::read)
            .forEach(release -> releases.put(release.id(), release));
        json.get("pulls").elements().stream()
            .map(HostedPull::read)
            .forEach(pull -> pulls.put(pull.number(), pull));
      }
    } catch (IOException failure) {
      throw new UncheckedIOException("reading " + state(), failure);
    }
  }

  private void write() {
    Object json =
        object(
            "last_number",
            last,
            "latest",
            latest,
            "releases",
            releases.values().stream().map(HostedRelease::kept).toList(),
            "pulls",
            pulls.values().stream().map(HostedPull::kept).toList());
    try {
      Path next = folder.resolve("state.json.next");
      Files.writeString(next, Json.writeIndented(json));
      Files.move(
          next, state(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failure) {
      throw new UncheckedIOException("writing " + state(), failure);
    }
  }
}
