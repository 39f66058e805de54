package ai.stigmer.release.rehearsal.github;

import static ai.stigmer.release.rehearsal.github.ApiExchange.object;

import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.rehearsal.github.HostedRelease.Asset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The endpoints of assets (REST API, "Release assets"). Their bytes go straight to files.
final class Assets {

  private final HostedRepository repository;
  private final Releases releases;
  // What a redirect to storage is signed with: a link to a draft's asset is no secret for long.
  private final String key;

  Assets(HostedRepository repository, Releases releases, String key) {
    this.repository = repository;
    this.releases = releases;
    this.key = key;
  }

  void list(ApiExchange exchange, String release, boolean seesDrafts) throws IOException {
    HostedRelease found = releases.release(release);
    if (found.isDraft() && !seesDrafts) {
      throw ApiRefusal.notFound();
    }
    exchange.page(found.assets(), asset -> view(repository, found, asset));
  }

  void upload(ApiExchange exchange, String release) throws IOException {
    String name =
        exchange
            .query("name")
            .map(Assets::safeName)
            .filter(safe -> !safe.isEmpty())
            .orElseThrow(() -> ApiRefusal.invalid("ReleaseAsset", "name", "missing_field"));
    long size =
        exchange
            .header("Content-Length")
            .flatMap(Releases::number)
            .orElseThrow(() -> ApiRefusal.of(400, "Bad Content-Length"));
    Asset starter;
    synchronized (repository) {
      HostedRelease found = releases.release(release);
      refuseImmutable(found, "upload assets to");
      if (found.asset(name).isPresent()) {
        throw ApiRefusal.invalid("ReleaseAsset", "name", "already_exists");
      }
      starter =
          new Asset(
              repository.nextNumber(),
              name,
              exchange.header("Content-Type").orElse("application/octet-stream"),
              size,
              Optional.empty());
      repository.keep(
          found.withAssets(Stream.concat(found.assets().stream(), Stream.of(starter)).toList()));
    }
    Path file = repository.file(starter.id(), name);
    Files.createDirectories(file.getParent());
    if (Files.copy(exchange.body(), file) != size) {
      throw new IOException("the upload of " + name + " broke");
    }
    var uploaded =
        new Asset(
            starter.id(),
            name,
            starter.contentType(),
            size,
            Optional.of(Digest.ofFile(file).toString()));
    HostedRelease after;
    synchronized (repository) {
      HostedRelease found = releases.release(release);
      after =
          found.withAssets(
              found.assets().stream()
                  .map(asset -> asset.id() == uploaded.id() ? uploaded : asset)
                  .toList());
      repository.keep(after);
    }
    exchange.answer(201, view(repository, after, uploaded));
  }

  void get(ApiExchange exchange, String id, boolean seesDrafts) throws IOException {
    HostedRelease release = releaseOf(id);
    Asset asset = asset(release, id);
    if (release.isDraft() && !seesDrafts) {
      throw ApiRefusal.notFound();
    }
    if (exchange.header("Accept").filter("application/octet-stream"::equals).isPresent()) {
      redirect(exchange, asset);
    } else {
      exchange.answer(200, view(repository, release, asset));
    }
  }

  void delete(ApiExchange exchange, String id) throws IOException {
    synchronized (repository) {
      HostedRelease release = releaseOf(id);
      Asset asset = asset(release, id);
      refuseImmutable(release, "delete assets from");
      repository.keep(
          release.withAssets(
              release.assets().stream().filter(other -> other.id() != asset.id()).toList()));
      Files.deleteIfExists(repository.file(asset.id(), asset.name()));
    }
    exchange.answer(204);
  }

  /// The address that users know.
  void download(ApiExchange exchange, String tag, String name) throws IOException {
    redirect(
        exchange,
        releases
            .published(tag)
            .flatMap(release -> release.asset(name))
            .orElseThrow(ApiRefusal::notFound));
  }

  /// The storage that downloads are redirected to.
  void stored(ApiExchange exchange, String id) throws IOException {
    if (exchange.query("key").filter(key::equals).isEmpty()) {
      throw ApiRefusal.of(403, "Forbidden");
    }
    Asset asset = asset(releaseOf(id), id);
    exchange.file(repository.file(asset.id(), asset.name()), asset.size());
  }

  static Map<String, @Nullable Object> view(
      HostedRepository repository, HostedRelease release, Asset asset) {
    return object(
        "id", asset.id(),
        "url",
            EmbeddedGitHub.api(repository.server())
                + "/repos/"
                + repository.name()
                + "/releases/assets/"
                + asset.id(),
        "name", asset.name(),
        "content_type", asset.contentType(),
        "state", asset.digest().isPresent() ? "uploaded" : "starter",
        "size", asset.size(),
        "digest", asset.digest(),
        "browser_download_url",
            repository.server()
                + "/"
                + repository.name()
                + "/releases/download/"
                + release.tag()
                + "/"
                + asset.name());
  }

  private void redirect(ApiExchange exchange, Asset asset) throws IOException {
    if (asset.digest().isEmpty()) {
      throw ApiRefusal.notFound();
    }
    exchange.redirect("/_storage/" + repository.name() + "/" + asset.id() + "?key=" + key);
  }

  private HostedRelease releaseOf(String id) {
    return repository.releases().stream()
        .filter(release ->
            release.assets().stream().anyMatch(asset -> Long.toString(asset.id()).equals(id)))
        .findFirst()
        .orElseThrow(ApiRefusal::notFound);
  }

  private static Asset asset(HostedRelease release, String id) {
    return release.assets().stream()
        .filter(asset -> Long.toString(asset.id()).equals(id))
        .findFirst()
        .orElseThrow(ApiRefusal::notFound);
  }

  private static void refuseImmutable(HostedRelease release, String what) {
    if (release.immutable()) {
      throw ApiRefusal.of(422, "Cannot " + what + " an immutable release.");
    }
  }

  /// GitHub renames special characters and drops periods at the ends.
  private static String safeName(String name) {
    return name.replaceAll("[^A-Za-z0-9._+@-]", ".").replaceAll("^\\.+|\\.+$", "");
  }
}
