package ai.stigmer.release.apply;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.apply.FaultyPorts.Moment;
import ai.stigmer.release.homebrew.Delivery;
import ai.stigmer.release.plan.DesiredRelease;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.testing.SampleRelease;
import ai.stigmer.release.testing.SampleWorld;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Promise I6: whatever call to the world fails, the next run converges to the world of an
/// undisturbed one, and the run after that writes nothing.
class ConvergenceTest {

  @TempDir private Path folder;
  private SampleRelease sample = new SampleRelease(Path.of(""));

  @BeforeEach
  void startAnew() {
    sample = new SampleRelease(folder);
  }

  @Test
  void anUndisturbedRunConvergesAndTheNextWritesNothing() {
    var world = new SampleWorld();

    assertThat(release(world.ports(), sample.describe("v1.2.3")))
        .isInstanceOfSatisfying(
            Conclusion.Converged.class, done -> assertThat(done.made()).hasSize(11));
    String whole = world.snapshot();
    assertThat(release(world.ports(), sample.describe("v1.2.3")))
        .isInstanceOfSatisfying(
            Conclusion.Converged.class, done -> assertThat(done.made()).isEmpty());
    assertThat(world.snapshot()).isEqualTo(whole);
  }

  @TestFactory
  Stream<DynamicTest> everyCallMayFailBeforeItIsCarriedOut() {
    return everyCall(Moment.BEFORE, sample.describe("v1.2.3"));
  }

  @TestFactory
  Stream<DynamicTest> everyCallMayLoseItsReply() {
    return everyCall(Moment.AFTER, sample.describe("v1.2.3"));
  }

  @TestFactory
  Stream<DynamicTest> theSameForAFormulaThatIsCommitted() {
    return Stream.of(Moment.values())
        .flatMap(moment -> everyCall(moment, sample.describe("v1.2.3", Delivery.COMMIT)));
  }

  @TestFactory
  Stream<DynamicTest> theSameForAPreRelease() {
    return Stream.of(Moment.values())
        .flatMap(moment -> everyCall(moment, sample.describe("v2.0.0-rc.1")));
  }

  @TestFactory
  Stream<DynamicTest> theSameForAYank() {
    return Stream.of(Delivery.values())
        .flatMap(delivery ->
            Stream.of(Moment.values())
                .flatMap(moment ->
                    everyCall(
                        moment,
                        sample.describe("v1.2.4", delivery).asYanked(),
                        () -> SampleWorld.released(sample, delivery, "v1.2.3", "v1.2.4"))));
  }

  @TestFactory
  Stream<DynamicTest> theSameForDocumentsAndSignatures() {
    return Stream.of(Moment.values())
        .flatMap(moment -> everyCall(moment, sample.describeSigned("v1.2.3")));
  }

  @TestFactory
  Stream<DynamicTest> theSameForAPublishedReleaseThatLostThem() {
    return Stream.of(Moment.values())
        .flatMap(moment ->
            everyCall(
                moment,
                sample.describeSigned("v1.2.3"),
                () -> {
                  var world = new SampleWorld();
                  world.run(sample, sample.describeSigned("v1.2.3"));
                  world.loseAttachments();
                  return world;
                }));
  }

  private Stream<DynamicTest> everyCall(Moment moment, DesiredRelease wanted) {
    return everyCall(moment, wanted, SampleWorld::new);
  }

  private Stream<DynamicTest> everyCall(
      Moment moment, DesiredRelease wanted, Supplier<SampleWorld> start) {
    SampleWorld undisturbed = start.get();
    var counting = new FaultyPorts(-1, moment);
    release(counting.over(undisturbed), wanted);
    return IntStream.range(0, counting.calls())
        .mapToObj(index ->
            DynamicTest.dynamicTest(
                moment + " call " + index,
                () -> converges(index, moment, wanted, start.get(), undisturbed.snapshot())));
  }

  private void converges(
      int failing, Moment moment, DesiredRelease wanted, SampleWorld world, String whole) {
    boolean saidConverged = saysConverged(new FaultyPorts(failing, moment).over(world), wanted);
    String left = world.snapshot();
    Conclusion recovery = release(world.ports(), wanted);
    String recovered = world.snapshot();
    Conclusion last = release(world.ports(), wanted);

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
  private boolean saysConverged(World ports, DesiredRelease wanted) {
    try {
      return release(ports, wanted) instanceof Conclusion.Converged;
    } catch (ReleaseException failed) {
      return false;
    }
  }

  private Conclusion release(World ports, DesiredRelease wanted) {
    return new Reconciliation(ports, sample::build, new ApplyListener() {}, pause -> {})
        .release(wanted);
  }
}
