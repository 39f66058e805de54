package ai.stigmer.agentrunner.control;

import java.util.Optional;

/// One execution that has been started, followed by whoever started it.
public interface Running {

  /// The execution's id.
  String executionId();

  /// Waits for the next event: one line of JSON with a `type`, from `started` to `finished`. A lost
  /// Temporal is waited for, and what cannot be mended is a `finished` event that says so.
  ///
  /// @return the event, or nothing when `finished` has been given
  Optional<String> nextEvent() throws InterruptedException;

  /// Asks for the execution to be cancelled and does not wait for it; the events go on to
  /// `finished`. Safe on any thread, and more than once.
  void cancel();

  /// How the execution ended; known once [#nextEvent] has given its last event.
  ///
  /// @throws IllegalStateException if it has not ended yet
  Ending ending();
}
