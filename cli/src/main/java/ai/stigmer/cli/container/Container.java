package ai.stigmer.cli.container;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// A container as the runtime shows it.
///
/// @param id its whole id, 64 hexadecimal digits
/// @param name its name, without a slash
/// @param state what it is doing
/// @param imageId the id of its image, as in [LocalImage#id()]
/// @param imageReference the image as whoever started it named it
/// @param imageDigest the digest it was started by, where that is known
/// @param labels its labels and those of its image
/// @param created when it was made
public record Container(
    String id,
    String name,
    ContainerState state,
    String imageId,
    String imageReference,
    Optional<String> imageDigest,
    Map<String, String> labels,
    Instant created) {

  /// Copies the labels.
  public Container {
    labels = Map.copyOf(labels);
  }

  /// Whether its first program runs.
  public boolean running() {
    return state instanceof ContainerState.Running;
  }

  /// Whether its programs are there, running or not.
  public boolean alive() {
    return switch (state) {
      case ContainerState.Running _ -> true;
      case ContainerState.Stopping _ -> true;
      case ContainerState.Paused _ -> true;
      case ContainerState.Created _ -> false;
      case ContainerState.Exited _ -> false;
      case ContainerState.Removing _ -> false;
    };
  }

  /// The id as people read it: its first twelve characters, or all if it has fewer.
  public String shortId() {
    return id.substring(0, Math.min(12, id.length()));
  }
}
