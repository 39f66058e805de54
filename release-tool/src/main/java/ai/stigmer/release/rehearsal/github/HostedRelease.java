package ai.stigmer.release.rehearsal.github;

import static ai.stigmer.release.rehearsal.github.ApiExchange.object;

import ai.stigmer.release.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A release as the embedded GitHub keeps it.
///
/// @param mayBeLatest whether it counts when no release is marked as the latest
/// @param published when it was published, or nothing for a draft
record HostedRelease(
    long id,
    String tag,
    String target,
    String title,
    String notes,
    boolean preRelease,
    boolean immutable,
    boolean mayBeLatest,
    Instant created,
    Optional<Instant> published,
    List<Asset> assets) {

  /// A file of a release. Until all of its bytes are there it has no digest.
  record Asset(long id, String name, String contentType, long size, Optional<String> digest) {

    static Asset read(Json json) {
      return new Asset(
          json.number("id"),
          json.text("name"),
          json.text("content_type"),
          json.number("size"),
          json.find("digest").map(Json::text));
    }

    Map<String, @Nullable Object> kept() {
      return object(
          "id", id,
          "name", name,
          "content_type", contentType,
          "size", size,
          "digest", digest);
    }
  }

  HostedRelease {
    assets = List.copyOf(assets);
  }

  static HostedRelease read(Json json) {
    return new HostedRelease(
        json.number("id"),
        json.text("tag_name"),
        json.text("target_commitish"),
        json.text("name"),
        json.text("body"),
        json.get("prerelease").truth(),
        json.get("immutable").truth(),
        json.get("may_be_latest").truth(),
        Instant.parse(json.text("created_at")),
        json.find("published_at").map(Json::text).map(Instant::parse),
        json.get("assets").elements().stream().map(Asset::read).toList());
  }

  Map<String, @Nullable Object> kept() {
    return object(
        "id", id,
        "tag_name", tag,
        "target_commitish", target,
        "name", title,
        "body", notes,
        "prerelease", preRelease,
        "immutable", immutable,
        "may_be_latest", mayBeLatest,
        "created_at", created.toString(),
        "published_at", published.map(Instant::toString),
        "assets", assets.stream().map(Asset::kept).toList());
  }

  boolean isDraft() {
    return published.isEmpty();
  }

  /// Whether it can be the latest release.
  boolean isLatestCandidate() {
    return !isDraft() && !preRelease;
  }

  Optional<Asset> asset(String name) {
    return assets.stream().filter(asset -> asset.name().equals(name)).findFirst();
  }

  HostedRelease withText(
      String newTag, String newTarget, String newTitle, String newNotes, boolean newPreRelease) {
    return new HostedRelease(
        id,
        newTag,
        newTarget,
        newTitle,
        newNotes,
        newPreRelease,
        immutable,
        mayBeLatest,
        created,
        published,
        assets);
  }

  HostedRelease withAssets(List<Asset> newAssets) {
    return new HostedRelease(
        id,
        tag,
        target,
        title,
        notes,
        preRelease,
        immutable,
        mayBeLatest,
        created,
        published,
        newAssets);
  }

  HostedRelease published(Instant when, boolean nowImmutable) {
    return new HostedRelease(
        id,
        tag,
        target,
        title,
        notes,
        preRelease,
        nowImmutable,
        mayBeLatest,
        created,
        Optional.of(when),
        assets);
  }

  HostedRelease asLatestCandidate(boolean candidate) {
    return new HostedRelease(
        id,
        tag,
        target,
        title,
        notes,
        preRelease,
        immutable,
        candidate,
        created,
        published,
        assets);
  }
}
