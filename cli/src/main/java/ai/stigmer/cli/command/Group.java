package ai.stigmer.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// A command that only holds others.
@Command
abstract class Group implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  /// Without one of its commands there is nothing to do.
  @Override
  public final void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
