package ai.stigmer.release.configuration;

import ai.stigmer.release.problem.Problem;
import ai.stigmer.release.problem.ReleaseException;
import java.util.ArrayList;
import java.util.List;

/// What was found wrong while reading, so that a person sees all of it at once.
final class Faults {

  private record Fault(String sentence, String remedy) {}

  private final List<Fault> found = new ArrayList<>();

  /// Adds a fault of the value of a key.
  ///
  /// @param place where it stands
  /// @param path the key, dotted
  /// @param sentence what is wrong
  /// @param remedy what to do about it
  void add(String place, String path, String sentence, String remedy) {
    String key = path.isEmpty() ? "" : path + ": ";
    found.add(new Fault(place + ": " + key + sentence, remedy));
  }

  /// Fails if anything was found.
  ///
  /// @param name the file
  /// @throws ReleaseException of kind input
  void throwIfAny(String name) {
    if (found.size() == 1) {
      throw ReleaseException.input(found.getFirst().sentence(), found.getFirst().remedy());
    }
    if (!found.isEmpty()) {
      List<String> lines =
          found.stream().map(fault -> fault.sentence() + ". " + fault.remedy()).toList();
      throw new ReleaseException(
          new Problem(
              Problem.Kind.INPUT,
              name + " has " + found.size() + " faults",
              String.join("\n", lines),
              "Mend each where it stands."));
    }
  }
}
