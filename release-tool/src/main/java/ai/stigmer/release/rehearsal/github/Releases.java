package ai.stigmer.release.rehearsal.github;

import static ai.stigmer.release.rehearsal.github.ApiExchange.object;

import ai.stigmer.release.json.Json;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The endpoints of releases (REST API, "Releases").
final class Releases {

  private final HostedRepository repository;

  Releases(HostedRepository repository) {
    this.repository = repository;
  }

  void list(ApiExchange exchange, boolean seesDrafts) throws IOException {
    exchange.page(
        repository.releases().stream().filter(release -> seesDrafts || !release.isDraft()).toList(),
        this::view);
  }

  void latest(ApiExchange exchange) throws IOException {
    exchange.answer(200, view(repository.latest().orElseThrow(ApiRefusal::notFound)));
  }

  void byTag(ApiExchange exchange, String tag) throws IOException {
    exchange.answer(200, view(published(tag).orElseThrow(ApiRefusal::notFound)));
  }

  void get(ApiExchange exchange, String id, boolean seesDrafts) throws IOException {
    HostedRelease release = release(id);
    if (release.isDraft() && !seesDrafts) {
      throw ApiRefusal.notFound();
    }
    exchange.answer(200, view(release));
  }

  void create(ApiExchange exchange) throws IOException {
    Json fields = exchange.json();
    String tag = text(fields, "tag_name").orElse("");
    if (tag.isBlank()) {
      throw ApiRefusal.invalid("Release", "tag_name", "missing_field");
    }
    HostedRelease release;
    synchronized (repository) {
      HostedRelease draft =
          new HostedRelease(
              repository.nextNumber(),
              tag,
              text(fields, "target_commitish").orElse("main"),
              text(fields, "name").orElse(""),
              text(fields, "body").orElse(""),
              truth(fields, "prerelease").orElse(false),
              false,
              true,
              now(),
              Optional.empty(),
              List.of());
      release = truth(fields, "draft").orElse(false) ? draft : publish(draft);
      repository.keep(release);
      markLatest(release, fields, !release.isDraft());
    }
    exchange.created(view(repository.release(release.id()).orElse(release)));
  }

  void update(ApiExchange exchange, String id) throws IOException {
    Json fields = exchange.json();
    HostedRelease changed;
    synchronized (repository) {
      HostedRelease before = release(id);
      changed =
          before.withText(
              text(fields, "tag_name").orElse(before.tag()),
              text(fields, "target_commitish").orElse(before.target()),
              text(fields, "name").orElse(before.title()),
              text(fields, "body").orElse(before.notes()),
              truth(fields, "prerelease").orElse(before.preRelease()));
      if (before.immutable() && !changed.tag().equals(before.tag())) {
        throw ApiRefusal.custom("Release", "tag_name cannot be changed on an immutable release.");
      }
      boolean publishing = before.isDraft() && !truth(fields, "draft").orElse(true);
      changed = publishing ? publish(changed) : changed;
      repository.keep(changed);
      markLatest(changed, fields, publishing);
    }
    exchange.answer(200, view(release(id)));
  }

  void delete(ApiExchange exchange, String id) throws IOException {
    synchronized (repository) {
      repository.removeRelease(release(id).id());
    }
    exchange.answer(204);
  }

  /// The release of that number.
  HostedRelease release(String id) {
    return number(id).flatMap(repository::release).orElseThrow(ApiRefusal::notFound);
  }

  /// The published release of that tag; a draft has none as far as anybody can ask.
  Optional<HostedRelease> published(String tag) {
    return repository.releases().stream()
        .filter(release -> !release.isDraft() && release.tag().equals(tag))
        .findFirst();
  }

  static Optional<Long> number(String text) {
    return text.matches("[0-9]{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
  }

  private HostedRelease publish(HostedRelease draft) {
    if (published(draft.tag()).isPresent()) {
      throw ApiRefusal.invalid("Release", "tag_name", "already_exists");
    }
    GitFacts git = repository.git();
    if (git.tag(draft.tag()).isEmpty()) {
      String commit =
          git.branch(draft.target())
              .or(() -> Optional.of(draft.target()).filter(git::hasCommit))
              .orElseThrow(() -> ApiRefusal.invalid("Release", "target_commitish", "invalid"));
      git.createTag(draft.tag(), commit);
    }
    return draft.published(now(), repository.immutableReleases());
  }

  /// `make_latest` is text; unsaid it is true for a release that is published just now.
  private void markLatest(HostedRelease release, Json fields, boolean publishing) {
    Optional<String> said = text(fields, "make_latest");
    boolean able = release.isLatestCandidate();
    if (said.filter("true"::equals).isPresent() && !able && !release.isDraft()) {
      throw ApiRefusal.custom("Release", "Pre-releases cannot be the latest release.");
    }
    switch (said.orElse(publishing ? "true" : "")) {
      case "true" -> {
        if (able) {
          repository.keep(release.asLatestCandidate(true));
          repository.markLatest(Optional.of(release.id()));
        }
      }
      case "false" -> repository.keep(release.asLatestCandidate(false));
      case "legacy" -> {
        repository.keep(release.asLatestCandidate(true));
        repository.markLatest(Optional.empty());
      }
      default -> {}
    }
  }

  private Map<String, @Nullable Object> view(HostedRelease release) {
    String path = "/repos/" + repository.name() + "/releases/" + release.id();
    String page = release.isDraft() ? "untagged-" + release.id() : release.tag();
    return object(
        "id", release.id(),
        "url", EmbeddedGitHub.api(repository.server()) + path,
        "html_url", repository.server() + "/" + repository.name() + "/releases/tag/" + page,
        "assets_url", EmbeddedGitHub.api(repository.server()) + path + "/assets",
        "upload_url", EmbeddedGitHub.uploads(repository.server()) + path + "/assets{?name,label}",
        "tag_name", release.tag(),
        "target_commitish", release.target(),
        "name", release.title(),
        "body", release.notes(),
        "draft", release.isDraft(),
        "prerelease", release.preRelease(),
        "immutable", release.immutable(),
        "created_at", release.created().toString(),
        "published_at", release.published().map(Instant::toString),
        "assets",
            release.assets().stream()
                .map(asset -> Assets.view(repository, release, asset))
                .toList());
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS);
  }

  private static Optional<String> text(Json fields, String name) {
    return fields.find(name).map(Json::text);
  }

  private static Optional<Boolean> truth(Json fields, String name) {
    return fields.find(name).map(Json::truth);
  }
}
