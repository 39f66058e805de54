package ai.stigmer.release.apply;

import ai.stigmer.release.github.PullRequests;
import ai.stigmer.release.github.ReleaseHost;
import ai.stigmer.release.registry.Registry;
import ai.stigmer.release.signing.Signer;
import ai.stigmer.release.tap.Tap;
import java.util.Optional;

/// Everywhere a release can be seen, as ports.
///
/// @param registry where the image goes
/// @param host where the release and its files go
/// @param tap where the formula goes, if anywhere
/// @param signer what signs the image and the checksums file, if anything
public record World(
    Registry registry, ReleaseHost host, Optional<TapPorts> tap, Optional<Signer> signer) {

  /// This world with something that signs, or nothing.
  public World signedBy(Optional<Signer> other) {
    return new World(registry, host, tap, other);
  }

  /// The two faces of a tap.
  ///
  /// @param repository its Git repository
  /// @param pullRequests its pull requests
  public record TapPorts(Tap repository, PullRequests pullRequests) {}
}
