package ai.stigmer.release.apply;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.apply.FaultyPorts.Moment;
import ai.stigmer.release.github.PullRequest;
import ai.stigmer.release.github.Release;
import ai.stigmer.release.homebrew.Delivery;
import ai.stigmer.release.homebrew.Formula;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.plan.Decision.Change;
import ai.stigmer.release.plan.DesiredRelease;
import ai.stigmer.release.testing.SampleRelease;
import ai.stigmer.release.testing.SampleWorld;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// A yank beside other runs: whichever call of one the other comes between, both find the same
/// world in the end, and nothing that moves names what was taken back.
class YankRaceTest {

  @TempDir private Path folder;
  private SampleRelease sample = new SampleRelease(Path.of(""));

  @BeforeEach
  void startAnew() {
    sample = new SampleRelease(folder);
  }

  @TestFactory
  Stream<DynamicTest> aReleaseOfAHigherVersionComesBetween() {
    return between(yank("v1.2.4"), sample.describe("v1.2.5"), "v1.2.5", "v1.2.3", "v1.2.4");
  }

  @TestFactory
  Stream<DynamicTest> aYankComesBetweenTheReleaseOfAHigherVersion() {
    return between(sample.describe("v1.2.5"), yank("v1.2.4"), "v1.2.5", "v1.2.3", "v1.2.4");
  }

  @TestFactory
  Stream<DynamicTest> aYankComesBetweenASecondReleaseOfTheSameTag() {
    return between(sample.describe("v1.2.4"), yank("v1.2.4"), "v1.2.3", "v1.2.3", "v1.2.4");
  }

  @TestFactory
  Stream<DynamicTest> twoReleasesAreYankedAtOnce() {
    return between(yank("v1.2.5"), yank("v1.2.4"), "v1.2.3", "v1.2.3", "v1.2.4", "v1.2.5");
  }

  @Test
  void aYankFollowsThePublicationOfItsOwnReleaseThatStillRuns() {
    var world = SampleWorld.released(sample, Delivery.PULL_REQUEST, "v1.2.3");
    var racing =
        new ApplyListener() {
          @Override
          public void started(Change change) {
            boolean published =
                world.host.releases().stream()
                    .anyMatch(release ->
                        release.tag().equals("v1.2.4")
                            && !release.isDraft()
                            && !release.isYanked());
            if (published) {
              assertThat(world.run(sample, yank("v1.2.4")))
                  .isInstanceOf(Conclusion.Converged.class);
            }
          }
        };

    Conclusion released =
        new Reconciliation(world.ports(), sample::build, racing, pause -> {})
            .release(sample.describe("v1.2.4"));

    assertThat(released.desired().yanked()).isTrue();
    assertLeadsTo(world, "v1.2.3");
  }

  // Every call of one run, with the whole of the other right before it.
  private Stream<DynamicTest> between(
      DesiredRelease one, DesiredRelease other, String left, String... released) {
    var counting = new FaultyPorts(-1, Moment.BEFORE);
    run(counting.over(SampleWorld.released(sample, Delivery.PULL_REQUEST, released)), one);
    return IntStream.range(0, counting.calls())
        .mapToObj(index ->
            DynamicTest.dynamicTest(
                "before call " + index,
                () -> {
                  var world = SampleWorld.released(sample, Delivery.PULL_REQUEST, released);
                  var ports = new FaultyPorts(index, Moment.BEFORE, () -> world.run(sample, other));
                  assertThat(run(ports.over(world), one)).isInstanceOf(Conclusion.Converged.class);
                  assertLeadsTo(world, left);
                }));
  }

  private void assertLeadsTo(SampleWorld world, String tag) {
    Optional<Digest> digest = world.tag(tag);
    assertThat(Stream.of("v1.2", "v1", "latest")).allMatch(name -> world.tag(name).equals(digest));
    assertThat(world.host.latest()).contains(tag);
    assertThat(world.host.releases())
        .filteredOn(release -> release.tag().equals("v1.2.4"))
        .allMatch(Release::isYanked);
    world.mergePullRequests();
    assertThat(new Formula(SampleRelease.FORMULA, world.formula().orElseThrow()).version())
        .hasToString("Optional[" + tag.substring(1) + "]");
    assertThat(world.pullRequests.open()).extracting(PullRequest::branch).isEmpty();
  }

  private DesiredRelease yank(String tag) {
    return sample.describe(tag).asYanked();
  }

  private Conclusion run(World ports, DesiredRelease wanted) {
    return new Reconciliation(ports, sample::build, new ApplyListener() {}, pause -> {})
        .release(wanted);
  }
}
