package ai.stigmer.cli.command;

import ai.stigmer.cli.problem.UserFailure;
import java.io.Serial;

/// What was to be read did not arrive.
final class LostOutput extends UserFailure {

  @Serial private static final long serialVersionUID = 1L;

  LostOutput() {
    super(
        "The result could not be written to standard output.",
        "Check where it goes: its disk may be full, or the program that reads it has ended.");
  }
}
