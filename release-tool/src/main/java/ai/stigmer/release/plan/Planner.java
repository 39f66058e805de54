package ai.stigmer.release.plan;

import java.util.List;
import java.util.stream.Stream;

/// Compares a desired release with the observed one: a pure function. A release that is yanked
/// wants its mark, and nothing of its own content: what is published stays as it is.
public final class Planner {

  private Planner() {}

  /// One decision for every wanted thing, in the order of [Stage].
  ///
  /// @param desired what should exist, settled by what was observed
  public static Plan plan(DesiredRelease desired, ObservedRelease observed) {
    var images = new ImageDecisions(desired, observed);
    var host = new HostDecisions(desired, observed.host());
    var assets = new AssetDecisions(desired, observed.host());
    var attachments = new AttachmentDecisions(desired, observed);
    var tap = new TapDecisions(desired, observed);
    List<List<Decision>> own =
        desired.yanked()
            ? List.of(host.yankMark())
            : List.of(
                host.gitTag(),
                images.content(),
                images.exactTag(),
                attachments.referrers(),
                attachments.signatures(),
                host.draft(),
                assets.assets(),
                attachments.checksumsSignature(),
                host.publication());
    List<List<Decision>> names =
        List.of(
            images.floatingTags(),
            host.latestMark(),
            tap.formula(),
            tap.pullRequest(),
            tap.superseded());
    return new Plan(Stream.of(own, names).flatMap(List::stream).flatMap(List::stream).toList());
  }
}
