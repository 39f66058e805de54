package ai.stigmer.release.plan;

import java.util.List;
import java.util.stream.Stream;

/// Compares a desired release with the observed one: a pure function.
public final class Planner {

  private Planner() {}

  /// One decision for every wanted thing, in the order of [Stage].
  ///
  /// @param desired what should exist, settled by what was observed
  public static Plan plan(DesiredRelease desired, ObservedRelease observed) {
    var images = new ImageDecisions(desired, observed);
    var host = new HostDecisions(desired, observed.host());
    var tap = new TapDecisions(desired, observed);
    List<Decision> decisions =
        Stream.of(
                host.gitTag(),
                images.content(),
                images.exactTag(),
                host.draft(),
                host.assets(),
                host.publication(),
                images.floatingTags(),
                host.latestMark(),
                tap.formula(),
                tap.pullRequest(),
                tap.superseded())
            .flatMap(List::stream)
            .toList();
    return new Plan(decisions);
  }
}
