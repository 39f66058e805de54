package ai.stigmer.cli.server;

import ai.stigmer.cli.container.Container;
import ai.stigmer.cli.container.LocalImage;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is there.
///
/// @param ours the containers of this server, in any state
/// @param strangers containers that have a name of this server's, but not its labels
/// @param images the images of components that the runtime has
/// @param temporalAnswers whether the wanted Temporal server accepts connections
/// @param takenPort a port that a Temporal server still to be started needs and something else has
record Observation(
    List<Container> ours,
    List<Container> strangers,
    Map<Component, LocalImage> images,
    boolean temporalAnswers,
    Optional<Integer> takenPort) {

  /// Copies the collections.
  Observation {
    ours = List.copyOf(ours);
    strangers = List.copyOf(strangers);
    images = Map.copyOf(images);
  }

  /// The same with these images.
  Observation withImages(Map<Component, LocalImage> found) {
    return new Observation(ours, strangers, found, temporalAnswers, takenPort);
  }

  /// A component's containers, of which there should be one.
  List<Container> of(Component component) {
    return ours.stream().filter(component::owns).toList();
  }
}
