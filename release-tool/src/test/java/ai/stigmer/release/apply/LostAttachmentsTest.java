package ai.stigmer.release.apply;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.apply.FaultyPorts.Moment;
import ai.stigmer.release.plan.DesiredRelease;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.testing.SampleRelease;
import ai.stigmer.release.testing.SampleWorld;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// A published release that lost what is attached to it, which breaks a promise before the run
/// begins, so that the simulation cannot play it: whatever call to the world fails, the next run
/// attaches and signs it all again, and the run after that writes nothing.
class LostAttachmentsTest {

  @TempDir private Path folder;
  private SampleRelease sample = new SampleRelease(Path.of(""));

  @BeforeEach
  void startAnew() {
    sample = new SampleRelease(folder);
  }

  @TestFactory
  Stream<DynamicTest> everyCallMayFail() {
    return Stream.of(Moment.values())
        .flatMap(moment -> {
          SampleWorld undisturbed = lossy();
          var counting = new FaultyPorts(-1, moment);
          release(counting.over(undisturbed), wanted());
          return IntStream.range(0, counting.calls())
              .mapToObj(index ->
                  DynamicTest.dynamicTest(
                      moment + " call " + index,
                      () -> converges(index, moment, lossy(), undisturbed.snapshot())));
        });
  }

  private DesiredRelease wanted() {
    return sample.describeSigned("v1.2.3");
  }

  private SampleWorld lossy() {
    var world = new SampleWorld();
    world.run(sample, wanted());
    world.loseAttachments();
    return world;
  }

  private void converges(int failing, Moment moment, SampleWorld world, String whole) {
    boolean saidConverged = saysConverged(new FaultyPorts(failing, moment).over(world));
    String left = world.snapshot();
    Conclusion recovery = release(world.ports(), wanted());
    String recovered = world.snapshot();
    Conclusion last = release(world.ports(), wanted());

    // A run may mend a failed call itself, by looking again; it says so only if it is true.
    if (saidConverged) {
      assertThat(left).isEqualTo(whole);
    }
    assertThat(recovery).isInstanceOf(Conclusion.Converged.class);
    assertThat(recovered).isEqualTo(whole);
    assertThat(last)
        .isInstanceOfSatisfying(
            Conclusion.Converged.class, done -> assertThat(done.made()).isEmpty());
    assertThat(world.snapshot()).isEqualTo(whole);
  }

  // A look that fails ends the run by an exception.
  private boolean saysConverged(World ports) {
    try {
      return release(ports, wanted()) instanceof Conclusion.Converged;
    } catch (ReleaseException failed) {
      return false;
    }
  }

  private Conclusion release(World ports, DesiredRelease wanted) {
    return new Reconciliation(ports, sample::build, new ApplyListener() {}, pause -> {})
        .release(wanted);
  }
}
