package ai.stigmer.cli.server;

import ai.stigmer.cli.container.ImageReference;
import ai.stigmer.cli.settings.InvalidSettingException;
import ai.stigmer.cli.settings.Setting;
import ai.stigmer.cli.settings.Settings;
import java.util.Optional;

/// The Temporal server that the agent-runner works for.
public sealed interface TemporalServer {

  /// The image of the server that stigmer starts: the command-line tool of Temporal, whose
  /// development server keeps everything in one file.
  ImageReference PINNED_IMAGE = ImageReference.of("docker.io/temporalio/temporal:1.7.2");

  /// Where that server listens if nothing else is set.
  int USUAL_PORT = 7233;

  /// How far its web page's port is from its own.
  int WEB_PAGE_DISTANCE = 1000;

  /// Where this machine reaches it.
  Address address();

  /// A server of the person's own.
  record External(Address address) implements TemporalServer {}

  /// A server that stigmer starts in a container.
  ///
  /// @param image its image
  /// @param port its port on loopback
  record Managed(ImageReference image, int port) implements TemporalServer {

    /// Refuses a port whose web page would have none.
    public Managed {
      if (port + WEB_PAGE_DISTANCE > 65535) {
        throw new IllegalArgumentException(
            "Temporal's port is %d; its web page, %d above it, would have none"
                .formatted(port, WEB_PAGE_DISTANCE));
      }
    }

    @Override
    public Address address() {
      return Address.ofThisMachine(port);
    }

    /// Where its web page is.
    public Address webPage() {
      return Address.ofThisMachine(port + WEB_PAGE_DISTANCE);
    }
  }

  /// The one that is set, else one that stigmer starts.
  ///
  /// @throws InvalidSettingException if what is set cannot be used
  static TemporalServer of(Settings settings) {
    try {
      Optional<TemporalServer> own =
          settings.find(Setting.TEMPORAL_ADDRESS).map(Address::of).map(External::new);
      return own.orElseGet(() ->
          new Managed(
              settings.find(Setting.TEMPORAL_IMAGE).map(ImageReference::of).orElse(PINNED_IMAGE),
              settings.find(Setting.TEMPORAL_PORT).map(Integer::parseInt).orElse(USUAL_PORT)));
    } catch (IllegalArgumentException unusable) {
      throw new InvalidSettingException(
          "Temporal cannot be reached or started as it is set: " + unusable.getMessage(),
          "'stigmer config list' shows where that is set, 'stigmer config set' mends it.");
    }
  }
}
