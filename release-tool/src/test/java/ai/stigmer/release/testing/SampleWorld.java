package ai.stigmer.release.testing;

import ai.stigmer.release.apply.ApplyListener;
import ai.stigmer.release.apply.Conclusion;
import ai.stigmer.release.apply.Reconciliation;
import ai.stigmer.release.apply.World;
import ai.stigmer.release.apply.World.TapPorts;
import ai.stigmer.release.artifact.Checksums;
import ai.stigmer.release.github.PullRequest;
import ai.stigmer.release.homebrew.Delivery;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.oci.Reference.Tagged;
import ai.stigmer.release.plan.DesiredRelease;
import java.util.Optional;

/// A world in memory.
public final class SampleWorld {

  /// Its registry.
  public final InMemoryRegistry registry;

  /// Its releases.
  public final InMemoryReleaseHost host;

  /// Its tap's Git side.
  public final InMemoryTap tap;

  /// Its tap's pull requests.
  public final InMemoryPullRequests pullRequests;

  /// Its signer.
  public final InMemorySigner signer;

  /// A world in which nothing was released.
  public SampleWorld() {
    registry = new InMemoryRegistry();
    host = new InMemoryReleaseHost();
    tap = new InMemoryTap();
    pullRequests = new InMemoryPullRequests(tap);
    signer = new InMemorySigner();
  }

  /// A world that is as the other one is now.
  public SampleWorld(SampleWorld other) {
    registry = new InMemoryRegistry(other.registry);
    host = new InMemoryReleaseHost(other.host);
    tap = new InMemoryTap(other.tap);
    pullRequests = new InMemoryPullRequests(tap, other.pullRequests);
    signer = new InMemorySigner(other.signer);
  }

  /// A world in which these tags were released one after the other, and every pull request of the
  /// tap was merged.
  public static SampleWorld released(SampleRelease sample, Delivery delivery, String... tags) {
    var world = new SampleWorld();
    for (String tag : tags) {
      world.run(sample, sample.describe(tag, delivery));
      world.mergePullRequests();
    }
    return world;
  }

  /// Reconciles a release, undisturbed.
  public Conclusion run(SampleRelease sample, DesiredRelease wanted) {
    return new Reconciliation(ports(), sample::build, new ApplyListener() {}, pause -> {})
        .release(wanted);
  }

  /// Merges every open pull request of the tap, as a person would.
  public void mergePullRequests() {
    for (PullRequest open : pullRequests.open()) {
      tap.merge(open.branch());
      pullRequests.end(open.number(), PullRequest.State.MERGED);
    }
  }

  /// The formula on the tap's default branch.
  public Optional<String> formula() {
    return tap.read(SampleRelease.FORMULA, "main").formula();
  }

  /// Its ports.
  public World ports() {
    return new World(
        registry, host, Optional.of(new TapPorts(tap, pullRequests)), Optional.of(signer));
  }

  /// Takes away every referrer and signature, as somebody who tidies up might.
  public void loseAttachments() {
    registry
        .digest(new Tagged(SampleRelease.REPOSITORY, "v1.2.3"))
        .ifPresent(index ->
            registry
                .referrers(SampleRelease.REPOSITORY, index)
                .forEach(referrer -> registry.lose(SampleRelease.REPOSITORY, referrer.digest())));
    signer.forget();
    host.releases().stream()
        .flatMap(release -> release.asset(Checksums.SIGNATURE_NAME).stream())
        .forEach(signature -> host.deleteAsset(signature.id()));
  }

  /// What a tag of the image names.
  public Optional<Digest> tag(String name) {
    return registry.digest(new Tagged(SampleRelease.REPOSITORY, name));
  }

  /// Everything there is, as text that two equal worlds share.
  public String snapshot() {
    var text = new StringBuilder();
    registry.tags(SampleRelease.REPOSITORY).stream()
        .sorted()
        .forEach(name -> text.append(name).append(' ').append(tag(name)).append('\n'));
    registry.manifests(SampleRelease.REPOSITORY).stream()
        .map(Digest::toString)
        .sorted()
        .forEach(manifest -> text.append("manifest ").append(manifest).append('\n'));
    text.append(signer.snapshot());
    return text + host.snapshot() + tap.snapshot() + pullRequests.snapshot();
  }
}
