package ai.stigmer.release.report;

import ai.stigmer.release.apply.Conclusion;
import ai.stigmer.release.github.PullRequest;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.plan.DesiredRelease;
import ai.stigmer.release.plan.ObservedHost.Absent;
import ai.stigmer.release.plan.ObservedHost.Draft;
import ai.stigmer.release.plan.ObservedHost.Published;
import ai.stigmer.release.plan.ObservedRelease;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What there is to tell of a release: where it is, and under which names.
///
/// @param version the version, without `v`
/// @param image the image by exact tag and digest
/// @param digest the index's digest
/// @param tags the image tags that name it
/// @param releasePage where a person looks at the release
/// @param pullRequestPage where a person looks at the tap's pull request
public record ReleaseFacts(
    String version,
    Optional<String> image,
    Optional<String> digest,
    List<String> tags,
    Optional<String> releasePage,
    Optional<String> pullRequestPage) {

  /// Copies the list.
  public ReleaseFacts {
    tags = List.copyOf(tags);
  }

  /// The facts of a conclusion.
  public static ReleaseFacts of(Conclusion conclusion) {
    DesiredRelease desired = conclusion.desired();
    ObservedRelease observed = conclusion.observed();
    Optional<Digest> digest = desired.image().digest();
    return new ReleaseFacts(
        desired.version().toString(),
        digest.map(known -> desired.image().repository() + ":" + desired.tag() + "@" + known),
        digest.map(Digest::toString),
        tags(desired, observed),
        switch (observed.host().release()) {
          case Absent() -> Optional.empty();
          case Draft(var release) -> Optional.of(release.page());
          case Published(var release, _) -> Optional.of(release.page());
        },
        observed
            .tap()
            .flatMap(tap ->
                tap.ofBranch().stream()
                    .filter(request -> request.state() != PullRequest.State.CLOSED)
                    .findFirst())
            .map(PullRequest::page));
  }

  /// The facts with their names, those that are known.
  Map<String, String> lines() {
    var lines = new LinkedHashMap<String, String>();
    image.ifPresent(value -> lines.put("image", value));
    if (!tags.isEmpty()) {
      lines.put("tags", String.join(" ", tags));
    }
    releasePage.ifPresent(value -> lines.put("release", value));
    pullRequestPage.ifPresent(value -> lines.put("formula", value));
    return lines;
  }

  private static List<String> tags(DesiredRelease desired, ObservedRelease observed) {
    var tags = new ArrayList<String>();
    if (observed.images().exact().isPresent()) {
      tags.add(desired.tag().toString());
    }
    observed.images().floating().entrySet().stream()
        .filter(entry -> Optional.of(entry.getValue().digest()).equals(desired.image().digest()))
        .map(entry -> entry.getKey().name())
        .sorted(
            Comparator.comparing((String name) -> name.equals("latest"))
                .thenComparing(Comparator.reverseOrder()))
        .forEach(tags::add);
    return tags;
  }
}
