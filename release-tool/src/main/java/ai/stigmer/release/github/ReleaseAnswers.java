package ai.stigmer.release.github;

import ai.stigmer.release.json.Json;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.problem.Abbreviation;
import ai.stigmer.release.problem.ReleaseException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import org.kohsuke.github.GHRelease;

/// Releases and assets as GitHub's answers hold them.
final class ReleaseAnswers {

  private ReleaseAnswers() {}

  static Release release(Json answer) {
    return new Release(
        answer.number("id"),
        answer.text("tag_name"),
        text(answer, "name"),
        text(answer, "body"),
        text(answer, "target_commitish"),
        state(answer),
        answer.get("prerelease").truth(),
        answer.get("assets").elements().stream().map(ReleaseAnswers::asset).toList(),
        answer.text("html_url"));
  }

  /// A draft that was just made: it has no assets yet.
  static Release draft(GHRelease answer) {
    return new Release(
        answer.getId(),
        answer.getTagName(),
        Optional.ofNullable(answer.getName()).orElse(""),
        Optional.ofNullable(answer.getBody()).orElse(""),
        answer.getTargetCommitish(),
        Release.State.DRAFT,
        answer.isPrerelease(),
        List.of(),
        answer.getHtmlUrl().toString());
  }

  static ReleaseAsset asset(Json answer) {
    return new ReleaseAsset(
        answer.number("id"),
        answer.text("name"),
        answer.number("size"),
        answer.text("state").equals("uploaded"),
        answer.find("digest").map(Json::text).flatMap(Digest::find));
  }

  /// Where a release takes its assets: GitHub gives a URI template (RFC 6570), whose variables are
  /// all optional.
  static URI uploads(String template) {
    int variables = template.indexOf('{');
    String address = variables < 0 ? template : template.substring(0, variables);
    try {
      return new URI(address);
    } catch (URISyntaxException unreadable) {
      throw ReleaseException.remote(
          "GitHub wants uploads at '" + Abbreviation.of(address) + "', which is no address",
          "Run it again.",
          unreadable);
    }
  }

  private static Release.State state(Json answer) {
    if (answer.get("draft").truth()) {
      return Release.State.DRAFT;
    }
    return answer.find("immutable").map(Json::truth).orElse(false)
        ? Release.State.IMMUTABLE
        : Release.State.PUBLISHED;
  }

  private static String text(Json answer, String name) {
    return answer.find(name).map(Json::text).orElse("");
  }
}
