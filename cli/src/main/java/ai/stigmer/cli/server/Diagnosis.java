package ai.stigmer.cli.server;

import ai.stigmer.cli.container.Container;
import ai.stigmer.cli.container.ContainerState;
import ai.stigmer.cli.container.LogSelection;
import ai.stigmer.cli.problem.UserFailure;
import ai.stigmer.cli.runtime.ContainerRuntime;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/// Tells why a component does not do what it should.
final class Diagnosis {

  private static final int LAST_LINES = 10;
  private static final String LOGS = "'stigmer server logs -c %s' shows what it wrote.";

  private static final String MORE_MEMORY =
      "Give the runtime more memory (Docker Desktop: Settings, Resources; Podman: podman machine"
          + " set --memory), or lower TEMPORAL_MAX_CONCURRENCY.";

  private final ContainerRuntime runtime;
  private final Progress progress;

  Diagnosis(ContainerRuntime runtime, Progress progress) {
    this.runtime = runtime;
    this.progress = progress;
  }

  /// A component's container does not run any more. Its last lines are told, and it is left for its
  /// log to be read.
  UserFailure ofEnded(Component component, Optional<Container> container) {
    container.ifPresent(found -> tellLastLines(component, found.id()));
    if (container.isPresent() && container.get().state() instanceof ContainerState.Exited exited) {
      return ofExit(component, exited);
    }
    return new UserFailure(
        "The container of %s is gone: something else removed it.".formatted(component.phrase()),
        "Start again.");
  }

  /// A component that runs did not get well in time.
  UserFailure ofSlow(Component component, String id, String reason) {
    tellLastLines(component, id);
    return new UserFailure(
        sentence(component, "runs, but is not ready: " + reason),
        LOGS.formatted(component.title())
            + " --timeout gives it longer; it goes on starting meanwhile.");
  }

  private static UserFailure ofExit(Component component, ContainerState.Exited exited) {
    if (exited.reportedOutOfMemory()) {
      return new UserFailure(sentence(component, "ran out of memory."), MORE_MEMORY);
    }
    if (exited.killed()) {
      return new UserFailure(
          sentence(
              component,
              "was killed (exit code %d), as happens when memory runs out."
                  .formatted(exited.exitCode())),
          MORE_MEMORY);
    }
    return new UserFailure(
        sentence(component, "ended with exit code %d.".formatted(exited.exitCode())),
        LOGS.formatted(component.title()) + " Then start again.");
  }

  private static String sentence(Component component, String predicate) {
    String phrase = component.phrase();
    return phrase.substring(0, 1).toUpperCase(Locale.ROOT) + phrase.substring(1) + " " + predicate;
  }

  private void tellLastLines(Component component, String id) {
    var last = new LogSelection(false, OptionalInt.of(LAST_LINES), Optional.empty());
    runtime.logs(
        id,
        last,
        line -> progress.says("  %s | %s".formatted(component.title(), line.line().text())));
  }
}
