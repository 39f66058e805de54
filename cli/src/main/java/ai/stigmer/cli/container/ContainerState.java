package ai.stigmer.cli.container;

import java.time.Instant;

/// What a container is doing.
public sealed interface ContainerState {

  /// Made, but never started.
  record Created() implements ContainerState {}

  /// Its first program runs.
  ///
  /// @param since when it was started
  record Running(Instant since) implements ContainerState {}

  /// It was asked to end, and does so. Docker calls that running.
  ///
  /// @param since when it was started
  record Stopping(Instant since) implements ContainerState {}

  /// Its programs stand still.
  ///
  /// @param since when it was started
  record Paused(Instant since) implements ContainerState {}

  /// Its first program has ended.
  ///
  /// @param exitCode the program's own, or 128 and the number of the signal that ended it
  /// @param reportedOutOfMemory whether the runtime says that memory ran out; Podman may not say it
  /// @param at when it ended
  record Exited(int exitCode, boolean reportedOutOfMemory, Instant at) implements ContainerState {

    private static final int KILLED = 137;

    /// Whether it was killed (SIGKILL), as the kernel does when memory runs out, and as a stop does
    /// whose grace is over.
    public boolean killed() {
      return exitCode == KILLED;
    }
  }

  /// It is about to be gone.
  record Removing() implements ContainerState {}
}
