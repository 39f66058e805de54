package ai.stigmer.release.build;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Where a build happens.
///
/// @param root the checkout's root
/// @param work the folder for the build's own files: image, archives, logs
/// @param environment the variables of this process
/// @param redaction takes secrets out of a text
public record BuildPlace(
    Path root, Path work, Map<String, String> environment, UnaryOperator<String> redaction) {

  /// Copies the environment.
  public BuildPlace {
    environment = Map.copyOf(environment);
  }
}
