package ai.stigmer.release.rehearsal.github;

import static ai.stigmer.release.rehearsal.github.ApiExchange.object;

import ai.stigmer.release.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A pull request as the embedded GitHub keeps it.
///
/// @param head the commit its branch was at when it was last looked at
record HostedPull(
    long number,
    String branch,
    String head,
    String base,
    String title,
    String body,
    boolean open,
    Optional<Instant> merged,
    Instant created,
    List<String> comments) {

  HostedPull {
    comments = List.copyOf(comments);
  }

  static HostedPull read(Json json) {
    return new HostedPull(
        json.number("number"),
        json.text("branch"),
        json.text("head"),
        json.text("base"),
        json.text("title"),
        json.text("body"),
        json.get("open").truth(),
        json.find("merged_at").map(Json::text).map(Instant::parse),
        Instant.parse(json.text("created_at")),
        json.get("comments").elements().stream().map(Json::text).toList());
  }

  Map<String, @Nullable Object> kept() {
    return object(
        "number", number,
        "branch", branch,
        "head", head,
        "base", base,
        "title", title,
        "body", body,
        "open", open,
        "merged_at", merged.map(Instant::toString),
        "created_at", created.toString(),
        "comments", comments);
  }

  HostedPull withText(String newTitle, String newBody, boolean nowOpen) {
    return new HostedPull(
        number, branch, head, base, newTitle, newBody, nowOpen, merged, created, comments);
  }

  HostedPull withHead(String newHead) {
    return new HostedPull(
        number, branch, newHead, base, title, body, open, merged, created, comments);
  }

  HostedPull withComments(List<String> newComments) {
    return new HostedPull(
        number, branch, head, base, title, body, open, merged, created, newComments);
  }

  HostedPull merged(Instant when) {
    return new HostedPull(
        number, branch, head, base, title, body, false, Optional.of(when), created, comments);
  }
}
