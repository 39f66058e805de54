package ai.stigmer.agentrunner.shell;

import java.time.Duration;

/// What one command may take.
///
/// @param time how long it may run; a call may ask for less
/// @param output how many bytes of its output are kept, half from the beginning and half from the
///   end
public record CommandLimits(Duration time, int output) {

  /// Two minutes, and as much output as a model can well read.
  public static final CommandLimits USUAL = new CommandLimits(Duration.ofMinutes(2), 64 * 1024);

  /// Checks that something is allowed.
  public CommandLimits {
    if (time.toSeconds() < 1 || output < 2) {
      throw new IllegalArgumentException("a command needs a second and two bytes at least");
    }
  }
}
