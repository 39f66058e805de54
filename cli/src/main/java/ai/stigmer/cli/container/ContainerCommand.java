package ai.stigmer.cli.container;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A command that is run in a container.
///
/// @param words the program and its arguments
/// @param input what it reads; it finds the end at once if that is empty
/// @param limit how long it may take; without one, as long as it takes
public record ContainerCommand(List<String> words, String input, Optional<Duration> limit) {

  /// Copies the words.
  public ContainerCommand {
    words = List.copyOf(words);
  }

  /// A command that reads nothing and takes as long as it takes.
  public static ContainerCommand of(String... words) {
    return new ContainerCommand(List.of(words), "", Optional.empty());
  }

  /// The same with this to read.
  public ContainerCommand reading(String input) {
    return new ContainerCommand(words, input, limit);
  }

  /// The same with a time limit.
  public ContainerCommand within(Duration limit) {
    return new ContainerCommand(words, input, Optional.of(limit));
  }
}
