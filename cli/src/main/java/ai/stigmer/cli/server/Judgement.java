package ai.stigmer.cli.server;

import ai.stigmer.cli.container.Container;
import ai.stigmer.cli.container.ContainerSpecification;
import ai.stigmer.cli.container.ContainerState;
import ai.stigmer.cli.container.LocalImage;
import java.util.Optional;

/// Why a container cannot stay.
final class Judgement {

  private Judgement() {}

  /// The reason to replace a container of ours; nothing if it runs and is what is wanted.
  ///
  /// @param image the wanted image, if the runtime has it
  static Optional<String> against(
      Container found, ContainerSpecification wanted, Optional<LocalImage> image) {
    return state(found.state()).or(() -> difference(found, wanted, image));
  }

  /// How a container that does not run came to that; nothing if it runs.
  static Optional<String> state(ContainerState state) {
    return switch (state) {
      case ContainerState.Running running -> Optional.empty();
      case ContainerState.Created created -> Optional.of("it was never started");
      case ContainerState.Stopping stopping -> Optional.of("it is about to end");
      case ContainerState.Paused paused -> Optional.of("it is paused");
      case ContainerState.Removing removing -> Optional.of("it is being removed");
      case ContainerState.Exited exited -> Optional.of(ending(exited));
    };
  }

  private static String ending(ContainerState.Exited exited) {
    if (exited.reportedOutOfMemory()) {
      return "it ran out of memory at " + exited.at();
    }
    if (exited.killed()) {
      return "it was killed at %s, as happens when memory runs out".formatted(exited.at());
    }
    return "it ended with exit code %d at %s".formatted(exited.exitCode(), exited.at());
  }

  private static Optional<String> difference(
      Container found, ContainerSpecification wanted, Optional<LocalImage> image) {
    if (ServerIdentity.isEnding(found)) {
      return Optional.of("it was about to be stopped");
    }
    if (!found.name().equals(wanted.name())) {
      return Optional.of("it is one too many");
    }
    if (image.filter(present -> !present.id().equals(found.imageId())).isPresent()) {
      return Optional.of("it runs %s".formatted(found.imageReference()));
    }
    if (!label(wanted, Label.CONFIGURATION).equals(label(found, Label.CONFIGURATION))) {
      boolean ofImage = image.isEmpty() && !found.imageReference().equals(wanted.image().exact());
      return Optional.of(
          ofImage ? "it runs " + found.imageReference() : "its configuration has changed");
    }
    if (!Fingerprint.covers(label(found, Label.SECRETS), label(wanted, Label.SECRETS))) {
      return Optional.of("its keys have changed");
    }
    return Optional.empty();
  }

  private static String label(Container container, String name) {
    return container.labels().getOrDefault(name, "");
  }

  private static String label(ContainerSpecification container, String name) {
    return container.labels().getOrDefault(name, "");
  }
}
