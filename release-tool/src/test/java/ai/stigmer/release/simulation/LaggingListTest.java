package ai.stigmer.release.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.apply.ApplyListener;
import ai.stigmer.release.apply.Conclusion;
import ai.stigmer.release.apply.Reconciliation;
import ai.stigmer.release.apply.World;
import ai.stigmer.release.apply.World.TapPorts;
import ai.stigmer.release.github.PullRequest;
import ai.stigmer.release.github.PullRequests;
import ai.stigmer.release.homebrew.Delivery;
import ai.stigmer.release.plan.Action.OpenTapPullRequest;
import ai.stigmer.release.plan.Decision.Change;
import ai.stigmer.release.testing.SampleRelease;
import ai.stigmer.release.testing.SampleWorld;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The list of open pull requests lags behind what is open; a branch's own answer does not.
class LaggingListTest {

  @TempDir private Path folder;
  private SampleRelease sample = new SampleRelease(Path.of(""));
  private SampleWorld world = new SampleWorld();

  @BeforeEach
  void release() {
    sample = new SampleRelease(folder);
    world = SampleWorld.released(sample, Delivery.PULL_REQUEST, "v1.2.3");
  }

  @Test
  void anOlderProposalThatTheListDoesNotShowIsSuperseded() {
    world.run(sample, sample.describe("v1.2.4"));

    Conclusion concluded = released("v2.0.0", new ApplyListener() {});

    assertThat(concluded).isInstanceOf(Conclusion.Converged.class);
    assertThat(open()).containsExactly("tidy-2.0.0");
    assertThat(world.tap.head("tidy-1.2.4")).isEmpty();
  }

  @Test
  void aProposalOfItsOwnThatTheListDoesNotShowIsTakenBackForAHigherRelease() {
    var overtaking =
        new ApplyListener() {
          @Override
          public void started(Change change) {
            if (change.action() instanceof OpenTapPullRequest) {
              world.run(sample, sample.describe("v2.0.0"));
            }
          }
        };

    Conclusion concluded = released("v1.2.4", overtaking);

    assertThat(concluded).isInstanceOf(Conclusion.Converged.class);
    assertThat(open()).containsExactly("tidy-2.0.0");
  }

  private Conclusion released(String tag, ApplyListener listener) {
    World ports = world.ports();
    TapPorts tap = ports.tap().orElseThrow();
    PullRequests lagging =
        BrokenPorts.decorated(PullRequests.class, tap.pullRequests(), new Lagging());
    return new Reconciliation(
            new World(
                ports.registry(),
                ports.host(),
                Optional.of(new TapPorts(tap.repository(), lagging)),
                ports.signer()),
            sample::build,
            listener,
            pause -> {})
        .release(sample.describe(tag));
  }

  private List<String> open() {
    return world.pullRequests.open().stream().map(PullRequest::branch).toList();
  }

  /// Lists none.
  record Lagging() {
    List<PullRequest> open() {
      return List.of();
    }
  }
}
