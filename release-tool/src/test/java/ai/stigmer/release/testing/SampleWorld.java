package ai.stigmer.release.testing;

import ai.stigmer.release.apply.World;
import ai.stigmer.release.apply.World.TapPorts;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.oci.Reference.Tagged;
import java.util.Optional;

/// A world in memory.
public final class SampleWorld {

  /// Its registry.
  public final InMemoryRegistry registry = new InMemoryRegistry();

  /// Its releases.
  public final InMemoryReleaseHost host = new InMemoryReleaseHost();

  /// Its tap's Git side.
  public final InMemoryTap tap = new InMemoryTap();

  /// Its tap's pull requests.
  public final InMemoryPullRequests pullRequests = new InMemoryPullRequests();

  /// Its ports.
  public World ports() {
    return new World(registry, host, Optional.of(new TapPorts(tap, pullRequests)));
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
    return text + host.snapshot() + tap.snapshot() + pullRequests.snapshot();
  }
}
