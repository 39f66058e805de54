package ai.stigmer.release.apply;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.apply.FaultyPorts.Moment;
import ai.stigmer.release.artifact.Checksums;
import ai.stigmer.release.github.ReleaseAsset;
import ai.stigmer.release.plan.DesiredRelease;
import ai.stigmer.release.testing.SampleRelease;
import ai.stigmer.release.testing.SampleWorld;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Two runs of one signed release at once, whose signatures differ each time: whichever call of one
/// the whole of the other comes before, both end well, and what was valid is not signed again.
class SignedRaceTest {

  @TempDir private Path folder;
  private SampleRelease sample = new SampleRelease(Path.of(""));

  @BeforeEach
  void startAnew() {
    sample = new SampleRelease(folder);
  }

  @TestFactory
  Stream<DynamicTest> bothRelease() {
    return between(SampleWorld::new);
  }

  @TestFactory
  Stream<DynamicTest> bothMendWhatWasLost() {
    return between(() -> {
      var world = new SampleWorld();
      world.run(sample, wanted());
      world.loseAttachments();
      return world;
    });
  }

  private Stream<DynamicTest> between(Supplier<SampleWorld> start) {
    var counting = new FaultyPorts(-1, Moment.BEFORE);
    release(counting.over(start.get()));
    return IntStream.range(0, counting.calls())
        .mapToObj(
            index -> DynamicTest.dynamicTest("before call " + index, () -> cross(index, start)));
  }

  private void cross(int index, Supplier<SampleWorld> start) {
    SampleWorld world = start.get();
    var theirs =
        new Object() {
          List<ReleaseAsset> signatures = List.of();
        };
    var ports =
        new FaultyPorts(
            index,
            Moment.BEFORE,
            () -> {
              assertThat(world.run(sample, wanted())).isInstanceOf(Conclusion.Converged.class);
              theirs.signatures = signatures(world);
            });

    assertThat(release(ports.over(world))).isInstanceOf(Conclusion.Converged.class);

    assertThat(signatures(world)).hasSize(1).isEqualTo(theirs.signatures);
    assertThat(world.run(sample, wanted()))
        .isInstanceOfSatisfying(
            Conclusion.Converged.class, again -> assertThat(again.made()).isEmpty());
  }

  private static List<ReleaseAsset> signatures(SampleWorld world) {
    return world.host.releases().stream()
        .flatMap(release -> release.asset(Checksums.SIGNATURE_NAME).stream())
        .toList();
  }

  private DesiredRelease wanted() {
    return sample.describeSigned("v1.2.3");
  }

  private Conclusion release(World ports) {
    return new Reconciliation(ports, sample::build, new ApplyListener() {}, pause -> {})
        .release(wanted());
  }
}
