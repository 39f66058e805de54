package ai.stigmer.release.rehearsal.github;

import static ai.stigmer.release.rehearsal.github.ApiExchange.object;

import ai.stigmer.release.json.Json;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The endpoints of pull requests and their comments (REST API, "Pulls" and "Issues").
final class Pulls {

  private final HostedRepository repository;

  Pulls(HostedRepository repository) {
    this.repository = repository;
  }

  void list(ApiExchange exchange) throws IOException {
    String state = exchange.query("state").orElse("open");
    Optional<String> head = exchange.query("head");
    exchange.page(
        repository.pulls().stream()
            .map(this::current)
            .filter(pull -> state.equals("all") || state.equals(pull.open() ? "open" : "closed"))
            .filter(pull -> head.isEmpty() || head.get().equals(label(pull.branch())))
            .toList(),
        this::view);
  }

  void create(ApiExchange exchange) throws IOException {
    Json fields = exchange.json();
    String branch = required(fields, "head").replaceFirst("^" + repository.owner() + ":", "");
    String base = required(fields, "base");
    String title = required(fields, "title");
    GitFacts git = repository.git();
    String head =
        git.branch(branch).orElseThrow(() -> ApiRefusal.invalid("PullRequest", "head", "invalid"));
    String target =
        git.branch(base).orElseThrow(() -> ApiRefusal.invalid("PullRequest", "base", "invalid"));
    if (head.equals(target)) {
      throw ApiRefusal.custom("PullRequest", "No commits between " + base + " and " + branch);
    }
    HostedPull pull;
    synchronized (repository) {
      if (repository.pulls().stream()
          .map(this::current)
          .anyMatch(other ->
              other.open() && other.branch().equals(branch) && other.base().equals(base))) {
        throw ApiRefusal.custom(
            "PullRequest", "A pull request already exists for " + label(branch) + ".");
      }
      pull =
          new HostedPull(
              repository.nextNumber(),
              branch,
              head,
              base,
              title,
              fields.find("body").map(Json::text).orElse(""),
              true,
              Optional.empty(),
              now(),
              List.of());
      repository.keep(pull);
    }
    exchange.created(whole(pull));
  }

  void get(ApiExchange exchange, String number) throws IOException {
    exchange.answer(200, whole(pull(number)));
  }

  void update(ApiExchange exchange, String number) throws IOException {
    Json fields = exchange.json();
    synchronized (repository) {
      HostedPull before = pull(number);
      boolean open =
          fields.find("state").map(state -> state.text().equals("open")).orElse(before.open());
      if (open && before.merged().isPresent()) {
        throw ApiRefusal.custom(
            "PullRequest", "state cannot be changed. The pull request was merged.");
      }
      repository.keep(
          before.withText(
              fields.find("title").map(Json::text).orElse(before.title()),
              fields.find("body").map(Json::text).orElse(before.body()),
              open));
    }
    exchange.answer(200, whole(pull(number)));
  }

  void merge(ApiExchange exchange, String number) throws IOException {
    String commit;
    synchronized (repository) {
      HostedPull pull = current(pull(number));
      if (!pull.open()) {
        throw ApiRefusal.of(405, "Pull Request is not mergeable");
      }
      commit =
          repository
              .git()
              .merge(
                  pull.branch(),
                  pull.base(),
                  "Merge pull request #" + pull.number() + " from " + label(pull.branch()));
      repository.keep(pull.merged(now()));
    }
    exchange.answer(
        200, object("sha", commit, "merged", true, "message", "Pull Request successfully merged"));
  }

  void comments(ApiExchange exchange, String number) throws IOException {
    HostedPull pull = pull(number);
    exchange.page(
        IntStream.range(0, pull.comments().size()).boxed().toList(), index -> comment(pull, index));
  }

  void comment(ApiExchange exchange, String number) throws IOException {
    String body = required(exchange.json(), "body");
    HostedPull pull;
    synchronized (repository) {
      HostedPull before = pull(number);
      pull =
          before.withComments(Stream.concat(before.comments().stream(), Stream.of(body)).toList());
      repository.keep(pull);
    }
    exchange.created(comment(pull, pull.comments().size() - 1));
  }

  private HostedPull pull(String number) {
    return Releases.number(number).flatMap(repository::pull).orElseThrow(ApiRefusal::notFound);
  }

  /// An open pull request follows its branch, and is closed when the branch is deleted.
  private HostedPull current(HostedPull pull) {
    if (!pull.open()) {
      return pull;
    }
    return repository.git().branch(pull.branch()).map(pull::withHead).orElseGet(() -> closed(pull));
  }

  private HostedPull closed(HostedPull pull) {
    HostedPull closed = pull.withText(pull.title(), pull.body(), false);
    synchronized (repository) {
      repository.keep(closed);
    }
    return closed;
  }

  // What a list does not tell of its elements.
  private Map<String, @Nullable Object> whole(HostedPull kept) {
    Map<String, @Nullable Object> whole = view(kept);
    whole.put("merged", kept.merged().isPresent());
    return whole;
  }

  private Map<String, @Nullable Object> view(HostedPull kept) {
    HostedPull pull = current(kept);
    return object(
        "id", pull.number(),
        "number", pull.number(),
        "url",
            EmbeddedGitHub.api(repository.server())
                + "/repos/"
                + repository.name()
                + "/pulls/"
                + pull.number(),
        "html_url", repository.server() + "/" + repository.name() + "/pull/" + pull.number(),
        "state", pull.open() ? "open" : "closed",
        "title", pull.title(),
        "body", pull.body(),
        "head", pointer(pull.branch(), pull.head()),
        "base", pointer(pull.base(), repository.git().branch(pull.base()).orElse("")),
        "created_at", pull.created().toString(),
        "merged_at", pull.merged().map(Instant::toString));
  }

  private Map<String, @Nullable Object> pointer(String branch, String commit) {
    return object(
        "label",
        label(branch),
        "ref",
        branch,
        "sha",
        commit,
        "repo",
        object(
            "name", repository.name().substring(repository.owner().length() + 1),
            "full_name", repository.name(),
            "owner", object("login", repository.owner())));
  }

  private Map<String, @Nullable Object> comment(HostedPull pull, int index) {
    long id = pull.number() * 10_000 + index;
    return object(
        "id",
        id,
        "url",
        EmbeddedGitHub.api(repository.server())
            + "/repos/"
            + repository.name()
            + "/issues/comments/"
            + id,
        "body",
        pull.comments().get(index));
  }

  private String label(String branch) {
    return repository.owner() + ":" + branch;
  }

  private static String required(Json fields, String name) {
    return fields
        .find(name)
        .map(Json::text)
        .filter(text -> !text.isBlank())
        .orElseThrow(() -> ApiRefusal.invalid("PullRequest", name, "missing_field"));
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS);
  }
}
