package ai.stigmer.release.rehearsal.github;

import static ai.stigmer.release.rehearsal.github.ApiExchange.object;

import ai.stigmer.release.rehearsal.github.GitFacts.GitObject;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/// Which request of one repository is answered by what, and who may make it.
final class ApiRoutes {

  private final HostedRepository repository;
  private final Releases releases;
  private final Assets assets;
  private final Pulls pulls;
  private volatile boolean archived;
  private volatile boolean isProtected;

  ApiRoutes(HostedRepository repository, String storageKey) {
    this.repository = repository;
    this.releases = new Releases(repository);
    this.assets = new Assets(repository, releases, storageKey);
    this.pulls = new Pulls(repository);
  }

  /// Makes the repository read-only for everybody.
  void archive() {
    archived = true;
  }

  /// Has rules protect every branch.
  void protect() {
    isProtected = true;
  }

  /// What a user without any API sees: `/releases/download/TAG/NAME`.
  void download(ApiExchange exchange, String tag, String name) throws IOException {
    assets.download(exchange, tag, name);
  }

  /// What downloads are redirected to.
  void stored(ApiExchange exchange, String asset) throws IOException {
    assets.stored(exchange, asset);
  }

  /// Answers a request of the API.
  ///
  /// @param path what follows the repository's name
  /// @param holds which rights the asker's token has here
  void answer(ApiExchange exchange, List<String> path, Predicate<TokenRight> holds)
      throws IOException {
    boolean drafts = holds.test(TokenRight.CONTENTS);
    if (!exchange.method().equals("GET")) {
      checkRight(exchange, path, holds);
    }
    switch (exchange.method() + " " + shape(path)) {
      case "GET releases" -> releases.list(exchange, drafts);
      case "POST releases" -> releases.create(exchange);
      case "GET releases/latest" -> releases.latest(exchange);
      case "GET releases/tags/*" -> releases.byTag(exchange, path.get(2));
      case "GET releases/#" -> releases.get(exchange, path.get(1), drafts);
      case "PATCH releases/#" -> releases.update(exchange, path.get(1));
      case "DELETE releases/#" -> releases.delete(exchange, path.get(1));
      case "GET releases/#/assets" -> assets.list(exchange, path.get(1), drafts);
      case "POST releases/#/assets" -> assets.upload(exchange, path.get(1));
      case "GET releases/assets/#" -> assets.get(exchange, path.get(2), drafts);
      case "DELETE releases/assets/#" -> assets.delete(exchange, path.get(2));
      case "GET git/ref/*" -> reference(exchange, path.subList(2, path.size()));
      case "GET git/tags/*" -> tagObject(exchange, path.get(2));
      case "GET branches/*" -> branch(exchange, path.subList(1, path.size()));
      case "GET pulls" -> pulls.list(exchange);
      case "POST pulls" -> pulls.create(exchange);
      case "GET pulls/#" -> pulls.get(exchange, path.get(1));
      case "PATCH pulls/#" -> pulls.update(exchange, path.get(1));
      case "PUT pulls/#/merge" -> pulls.merge(exchange, path.get(1));
      case "GET issues/#/comments" -> pulls.comments(exchange, path.get(1));
      case "POST issues/#/comments" -> pulls.comment(exchange, path.get(1));
      default -> throw ApiRefusal.notFound();
    }
  }

  /// The path with its numbers as `#`, and the rest of a Git name as `*`.
  private static String shape(List<String> path) {
    String whole = String.join("/", path);
    return whole
        .replaceFirst("^(git/ref|git/tags|releases/tags|branches)/.+$", "$1/*")
        .replaceAll("(?<=/)[0-9]+(?=/|$)", "#");
  }

  private void checkRight(ApiExchange exchange, List<String> path, Predicate<TokenRight> holds) {
    if (exchange.token().isEmpty()) {
      throw ApiRefusal.of(401, "Requires authentication");
    }
    TokenRight needed =
        path.getFirst().toLowerCase(Locale.ROOT).equals("releases")
            ? TokenRight.CONTENTS
            : TokenRight.PULL_REQUESTS;
    if (!holds.test(needed)) {
      throw ApiRefusal.of(403, "Resource not accessible by personal access token");
    }
    if (archived) {
      throw ApiRefusal.of(403, "Repository was archived so is read-only.");
    }
  }

  private void reference(ApiExchange exchange, List<String> name) throws IOException {
    String reference = String.join("/", name);
    GitFacts git = repository.git();
    GitObject found =
        (reference.startsWith("tags/")
                ? git.tag(reference.substring("tags/".length()))
                : git.branch(reference.replaceFirst("^heads/", ""))
                    .map(commit -> new GitObject(GitObject.Type.COMMIT, commit)))
            .orElseThrow(ApiRefusal::notFound);
    exchange.answer(200, object("ref", "refs/" + reference, "object", view(found)));
  }

  private void branch(ApiExchange exchange, List<String> name) throws IOException {
    String branch = String.join("/", name);
    String commit = repository.git().branch(branch).orElseThrow(ApiRefusal::notFound);
    exchange.answer(
        200, object("name", branch, "commit", object("sha", commit), "protected", isProtected));
  }

  private void tagObject(ApiExchange exchange, String name) throws IOException {
    GitObject target = repository.git().tagObject(name).orElseThrow(ApiRefusal::notFound);
    exchange.answer(200, object("sha", name, "object", view(target)));
  }

  private static Object view(GitObject object) {
    return object("type", object.type().name().toLowerCase(Locale.ROOT), "sha", object.name());
  }
}
