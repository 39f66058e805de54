package ai.stigmer.release.plan;

import ai.stigmer.release.github.Release;
import ai.stigmer.release.plan.Decision.Change;
import ai.stigmer.release.plan.Decision.Conflict;
import ai.stigmer.release.problem.Problem;
import ai.stigmer.release.testing.SampleRelease;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// Plans of small releases, and what is asked of them.
class PlanFixture {

  @TempDir protected Path folder;
  protected SampleRelease sample = new SampleRelease(Path.of(""));

  @BeforeEach
  void startAnew() {
    sample = new SampleRelease(folder);
  }

  DesiredRelease built(String tag) {
    return sample.build(sample.describe(tag));
  }

  static ObservedSample whole(DesiredRelease release) {
    String tag = release.tag().toString();
    var observed = new ObservedSample(release);
    return observed
        .exactTag()
        .published(Release.State.PUBLISHED, observed.assets())
        .floats("v" + release.version().major() + "." + release.version().minor(), tag)
        .floats("v" + release.version().major(), tag)
        .floats("latest", tag)
        .latest(tag)
        .formula(content(release));
  }

  static String content(DesiredRelease release) {
    return release.formula().flatMap(DesiredFormula::content).orElseThrow();
  }

  // The same release, whose image someone else made.
  static DesiredRelease rebuiltOnAnotherImage(DesiredRelease release) {
    return new DesiredRelease(
        release.project(),
        release.tag(),
        release.commit(),
        new DesiredImage(
            release.image().repository(),
            release.image().platforms(),
            Optional.of(ObservedSample.digest("another image")),
            Optional.empty()),
        release.text(),
        release.assets(),
        release.formula(),
        release.signed(),
        release.yanked());
  }

  static Plan plan(DesiredRelease desired, ObservedSample sample) {
    ObservedRelease observed = sample.observed();
    return Planner.plan(desired.settledBy(observed), observed);
  }

  static Decision decision(Plan plan, Stage stage) {
    return plan.decisions().stream()
        .filter(decision -> decision.subject().stage() == stage)
        .findFirst()
        .orElseThrow();
  }

  static Change change(Plan plan, Stage stage) {
    return plan.changes().stream()
        .filter(change -> change.subject().stage() == stage)
        .findFirst()
        .orElseThrow();
  }

  static Problem conflict(Plan plan, Stage stage) {
    return plan.conflicts().stream()
        .filter(conflict -> conflict.subject().stage() == stage)
        .map(Conflict::problem)
        .findFirst()
        .orElseThrow();
  }
}
