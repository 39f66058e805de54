package ai.stigmer.cli.server;

import ai.stigmer.cli.container.Container;
import ai.stigmer.cli.container.ContainerSpecification;
import ai.stigmer.cli.container.ImageReference;
import java.util.Optional;

/// Something that is missing between what is wanted and what was observed, as data.
public sealed interface Step {

  /// What it does, as a person reads it.
  String text();

  /// Fetches an image.
  record Pull(Component component, ImageReference image) implements Step {
    @Override
    public String text() {
      return "fetch " + image;
    }
  }

  /// Stops a container if it runs, and removes it.
  ///
  /// @param reason why it cannot stay
  record Remove(Component component, Container container, String reason) implements Step {
    @Override
    public String text() {
      return "remove %s (%s): %s".formatted(container.name(), container.shortId(), reason);
    }
  }

  /// Stops and removes a container, as a person asked.
  record Stop(Component component, Container container) implements Step {
    @Override
    public String text() {
      return "stop %s (%s)".formatted(container.name(), container.shortId());
    }
  }

  /// Starts a container.
  record Start(Component component, ContainerSpecification wanted) implements Step {
    @Override
    public String text() {
      return "start %s from %s".formatted(wanted.name(), wanted.image());
    }
  }

  /// Waits until the Temporal server that stigmer starts accepts connections.
  record AwaitTemporal(Address address) implements Step {
    @Override
    public String text() {
      return "wait for Temporal at " + address;
    }
  }

  /// Waits until the agent-runner says that it is well.
  ///
  /// @param found its container if it is there already; nothing if this plan starts it
  record AwaitHealthy(Optional<Container> found) implements Step {
    @Override
    public String text() {
      return "wait until the agent-runner is healthy";
    }
  }

  /// Whether it changes anything, rather than waits.
  default boolean changes() {
    return switch (this) {
      case Pull _ -> true;
      case Remove _ -> true;
      case Stop _ -> true;
      case Start _ -> true;
      case AwaitTemporal _ -> false;
      case AwaitHealthy _ -> false;
    };
  }
}
