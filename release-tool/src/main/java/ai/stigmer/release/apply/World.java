package ai.stigmer.release.apply;

import ai.stigmer.release.github.PullRequests;
import ai.stigmer.release.github.ReleaseHost;
import ai.stigmer.release.registry.Registry;
import ai.stigmer.release.tap.Tap;
import java.util.Optional;

/// Everywhere a release can be seen, as ports.
///
/// @param registry where the image goes
/// @param host where the release and its files go
/// @param tap where the formula goes, if anywhere
public record World(Registry registry, ReleaseHost host, Optional<TapPorts> tap) {

  /// The two faces of a tap.
  ///
  /// @param repository its Git repository
  /// @param pullRequests its pull requests
  public record TapPorts(Tap repository, PullRequests pullRequests) {}
}
