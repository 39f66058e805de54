package ai.stigmer.agentrunner;

import ai.stigmer.agentrunner.command.Commands;

/// The program the image runs.
///
/// Exit codes: 0 done, stopped when asked; 1 failed; 2 what a person has to mend first; 130 a run
/// that was cancelled; 143 a worker that ended with activities unfinished.
public final class AgentRunner {

  private AgentRunner() {}

  /// Runs the worker, or the command that the arguments name.
  public static void main(String[] arguments) throws InterruptedException {
    System.exit(Commands.run(arguments));
  }
}
