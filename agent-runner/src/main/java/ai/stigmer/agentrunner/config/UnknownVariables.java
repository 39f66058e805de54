package ai.stigmer.agentrunner.config;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Variables with the product's prefix that nothing in the product knows: a misspelt setting would
/// be ignored silently.
final class UnknownVariables {

  private static final String PREFIX = "STIGMER_";

  /// Those that only the command-line tool reads; a runner that is started without a container
  /// inherits them.
  private static final Set<String> OF_THE_COMMAND_LINE =
      Set.of(
          "STIGMER_AGENT_RUNNER_HOME",
          "STIGMER_AGENT_RUNNER_IMAGE",
          "STIGMER_DATA_DIR",
          "STIGMER_RUNTIME",
          "STIGMER_TEMPORAL_IMAGE",
          "STIGMER_TEMPORAL_PORT");

  private static final double NEAR = 0.3;

  private UnknownVariables() {}

  /// A sentence for each, by name.
  static List<String> complaints(Map<String, String> environment) {
    return environment.entrySet().stream()
        .filter(variable -> !variable.getValue().isEmpty())
        .map(Map.Entry::getKey)
        .filter(name -> name.startsWith(PREFIX) && !isKnown(name))
        .sorted()
        .map(name ->
            "%s is no variable of this program; %s"
                .formatted(
                    name,
                    nearest(name)
                        .map("did you mean %s?"::formatted)
                        .orElse("unset it, or see `agent-runner help` for those there are")))
        .toList();
  }

  private static boolean isKnown(String name) {
    return OF_THE_COMMAND_LINE.contains(name)
        || Arrays.stream(Variable.values()).anyMatch(variable -> variable.name().equals(name));
  }

  private static Optional<Variable> nearest(String name) {
    return Arrays.stream(Variable.values())
        .max(Comparator.comparingDouble(variable -> likeness(name, variable.name())))
        .filter(variable -> likeness(name, variable.name()) > NEAR);
  }

  /// How many pairs of neighbouring characters two names share, from 0 to 1 (Dice's coefficient);
  /// the prefix, which tells nothing, does not count.
  private static double likeness(String one, String other) {
    Set<String> ofOne = pairs(one);
    Set<String> ofOther = pairs(other);
    long shared = ofOne.stream().filter(ofOther::contains).count();
    return 2.0 * shared / (ofOne.size() + ofOther.size());
  }

  private static Set<String> pairs(String name) {
    String rest = "_" + (name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name) + "_";
    return IntStream.range(0, rest.length() - 1)
        .mapToObj(index -> rest.substring(index, index + 2))
        .collect(Collectors.toSet());
  }
}
