package ai.stigmer.release.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.release.apply.World.TapPorts;
import ai.stigmer.release.github.PullRequests;
import ai.stigmer.release.github.ReleaseHost;
import ai.stigmer.release.plan.DesiredRelease;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.registry.Registry;
import ai.stigmer.release.tap.Tap;
import ai.stigmer.release.testing.SampleRelease;
import ai.stigmer.release.testing.SampleWorld;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which rights are proved before the first write, and what a refusal leaves.
class WriteRightsTest {

  private static final String IMAGE = "Registry.tryWrite";
  private static final String RELEASE = "ReleaseHost.tryWrite";
  private static final String FORMULA = "Tap.tryPush";
  private static final String PULL_REQUEST = "PullRequests.tryWrite";

  @TempDir private Path folder;
  private final SampleWorld world = new SampleWorld();
  private final List<String> calls = new ArrayList<>();
  private Optional<ReleaseException> refusal = Optional.empty();
  private SampleRelease sample = new SampleRelease(Path.of(""));

  @BeforeEach
  void startAnew() {
    sample = new SampleRelease(folder);
  }

  @Test
  void aFirstReleaseNeedsEveryRightOnceBeforeAnythingIsBuilt() {
    release(sample.describe("v1.2.3"));

    assertThat(proofs()).containsExactly(IMAGE, RELEASE, FORMULA, PULL_REQUEST);
    assertThat(calls.indexOf("build")).isGreaterThan(calls.indexOf(PULL_REQUEST));
  }

  @Test
  void aReleaseThatIsCompleteNeedsNone() {
    world.run(sample, sample.describe("v1.2.3"));

    release(sample.describe("v1.2.3"));

    assertThat(proofs()).isEmpty();
  }

  @Test
  void aPreReleaseNeedsNothingOfTheTap() {
    release(sample.describe("v1.3.0-rc.1"));

    assertThat(proofs()).containsExactly(IMAGE, RELEASE);
  }

  @Test
  void whatIsLostNeedsTheRightToPutItBack() {
    world.run(sample, sample.describeSigned("v1.2.3"));
    world.loseAttachments();

    release(sample.describeSigned("v1.2.3"));

    assertThat(proofs()).containsExactly(IMAGE, RELEASE);
  }

  @Test
  void aYankProvesWhatItChanges() {
    world.run(sample, sample.describe("v1.2.3"));

    release(sample.describe("v1.2.3").asYanked());

    // No other version is left to which image tags or formula could return.
    assertThat(proofs()).contains(RELEASE).doesNotContain(IMAGE);
  }

  @Test
  void aRefusalLeavesTheWorldAsItWas() {
    refusal = Optional.of(ReleaseException.permission("The token may not", "Grant it."));
    String before = world.snapshot();

    assertThatThrownBy(() -> release(sample.describe("v1.2.3")))
        .isInstanceOfSatisfying(
            ReleaseException.class,
            refused ->
                assertThat(refused.problem().text())
                    .isEqualTo("The token may not\nGrant it. Nothing was written."));
    assertThat(world.snapshot()).isEqualTo(before);
    assertThat(calls).doesNotContain("build");
  }

  /// A registry may know no repository before its first push.
  @Test
  void whatSaysNeitherYesNorNoKeepsNoReleaseFromBeingTried() {
    refusal = Optional.of(ReleaseException.remote("NAME_UNKNOWN", "Run again."));

    assertThat(release(sample.describe("v1.2.3"))).isInstanceOf(Conclusion.Converged.class);
  }

  private List<String> proofs() {
    return calls.stream().filter(call -> call.contains(".try")).toList();
  }

  private Conclusion release(DesiredRelease wanted) {
    return new Reconciliation(
            new World(
                port(Registry.class, world.registry),
                port(ReleaseHost.class, world.host),
                Optional.of(
                    new TapPorts(
                        port(Tap.class, world.tap), port(PullRequests.class, world.pullRequests))),
                Optional.of(world.signer)),
            desired -> {
              calls.add("build");
              return sample.build(desired);
            },
            new ApplyListener() {},
            pause -> {})
        .release(wanted);
  }

  private <T> T port(Class<T> type, T real) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              calls.add(type.getSimpleName() + "." + method.getName());
              if (method.getName().startsWith("try") && refusal.isPresent()) {
                throw refusal.orElseThrow();
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
              }
            }));
  }
}
