package ai.stigmer.cli.runtime;

import ai.stigmer.cli.container.Container;
import ai.stigmer.cli.json.Json;
import ai.stigmer.cli.process.Program.Outcome;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The containers that a runtime has.
final class Containers {

  private static final int LOOKS = 3;
  private static final String LIST = "list its containers";

  private final CommandLine program;
  private final Answers answers;
  private final RuntimeKind called;

  /// @param called what the program is called after: only Podman's list tells all of a container
  Containers(CommandLine program, Answers answers, RuntimeKind called) {
    this.program = program;
    this.answers = answers;
    this.called = called;
  }

  /// The containers that pass these filters, or have one of these names, oldest first. Between two
  /// questions a container may go; whether one has a name is only seen by asking.
  List<Container> find(Set<String> names, String... filters) {
    Outcome answer = new Outcome(0, "[]", "");
    for (int look = 0; look < LOOKS; look++) {
      Listing listing = listing(filters);
      Set<String> ids = listing.ids();
      if (names.isEmpty() && listing.containers().size() == ids.size()) {
        return inOrder(listing.containers().stream());
      }
      String[] asked = Stream.concat(ids.stream(), names.stream()).toArray(String[]::new);
      answer = program.ask(arguments(List.of("inspect", "--type=container"), asked));
      Map<String, Container> found =
          Answers.items(answer)
              .map(Inspection::container)
              .collect(Collectors.toMap(Container::id, Function.identity(), (same, _) -> same));
      if (found.keySet().containsAll(ids)) {
        return inOrder(
            found.values().stream()
                .filter(
                    container -> ids.contains(container.id()) || names.contains(container.name())));
      }
    }
    throw answers.refused("inspect its containers", answer);
  }

  private static List<Container> inOrder(Stream<Container> containers) {
    return containers.sorted(Comparator.comparing(Container::created)).toList();
  }

  /// What `ps` tells.
  ///
  /// @param ids the containers
  /// @param containers those of them of which it tells all there is to know
  private record Listing(Set<String> ids, List<Container> containers) {}

  private Listing listing(String... filters) {
    return switch (called) {
      case DOCKER -> new Listing(ids(filters).collect(Collectors.toSet()), List.of());
      case PODMAN -> {
        List<Json> entries =
            answers.requireItems(LIST, list(List.of("--no-trunc", "--format", "json"), filters));
        yield new Listing(
            entries.stream().map(entry -> entry.at("Id").textOrEmpty()).collect(Collectors.toSet()),
            entries.stream().flatMap(entry -> Inspection.listed(entry).stream()).toList());
      }
    };
  }

  /// The ids of the containers that pass these filters.
  Stream<String> ids(String... filters) {
    return Answers.lines(answers.require(LIST, list(List.of("--quiet", "--no-trunc"), filters)));
  }

  private Outcome list(List<String> form, String... filters) {
    String[] words =
        Stream.concat(
                form.stream(), Stream.of(filters).flatMap(value -> Stream.of("--filter", value)))
            .toArray(String[]::new);
    return program.ask(arguments(List.of("ps", "--all"), words));
  }

  private static String[] arguments(List<String> first, String... rest) {
    return Stream.concat(first.stream(), Stream.of(rest)).toArray(String[]::new);
  }
}
