package ai.stigmer.cli.server;

import ai.stigmer.cli.container.Container;
import ai.stigmer.cli.container.ContainerState;
import ai.stigmer.cli.container.LogSelection;
import ai.stigmer.cli.problem.UserFailure;
import ai.stigmer.cli.runtime.ContainerRuntime;
import java.util.Optional;
import java.util.OptionalInt;

/// Tells why a component does not do what it should.
final class Diagnosis {

  private static final int LAST_LINES = 10;
  private static final String LOGS = "'stigmer server logs -c %s' shows what it wrote.";

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
        "The %s's container is gone: something else removed it.".formatted(component.title()),
        "Start again.");
  }

  /// A component that runs did not get well in time.
  UserFailure ofSlow(Component component, String id, String reason) {
    tellLastLines(component, id);
    return new UserFailure(
        "The %s runs, but is not ready: %s".formatted(component.title(), reason),
        LOGS.formatted(component.title())
            + " --timeout gives it longer; it goes on starting meanwhile.");
  }

  private static UserFailure ofExit(Component component, ContainerState.Exited exited) {
    if (exited.reportedOutOfMemory() || exited.killed()) {
      return new UserFailure(
          "The %s %s.".formatted(component.title(), how(exited)),
          "Give the runtime more memory (Docker Desktop: Settings, Resources; Podman: podman"
              + " machine set --memory), or lower TEMPORAL_MAX_CONCURRENCY.");
    }
    return new UserFailure(
        "The %s ended with exit code %d.".formatted(component.title(), exited.exitCode()),
        LOGS.formatted(component.title()) + " Then start again.");
  }

  private static String how(ContainerState.Exited exited) {
    return exited.reportedOutOfMemory()
        ? "ran out of memory"
        : "was killed (exit code %d), as happens when memory runs out".formatted(exited.exitCode());
  }

  private void tellLastLines(Component component, String id) {
    var last = new LogSelection(false, OptionalInt.of(LAST_LINES), Optional.empty());
    runtime.logs(
        id,
        last,
        line -> progress.says("  %s | %s".formatted(component.title(), line.line().text())));
  }
}
