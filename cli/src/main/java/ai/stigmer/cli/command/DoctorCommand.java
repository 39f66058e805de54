package ai.stigmer.cli.command;

import ai.stigmer.cli.server.Checkup;
import ai.stigmer.cli.server.Finding;
import ai.stigmer.cli.server.Probe;
import ai.stigmer.cli.terminal.Terminal;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `stigmer doctor`: everything that agents need on this machine, and what to do about what is
/// amiss.
@Command(
    name = "doctor",
    description = "Looks at everything that agents need on this machine.",
    footer = {"", "Exit codes: 0 agents can be run or started, 1 something is amiss"})
final class DoctorCommand implements Callable<Integer> {

  private final ServerContext context;

  DoctorCommand(ServerContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Terminal terminal = context.terminal();
    List<Finding> findings =
        Checkup.of(
            context.build(),
            context.context().environment(),
            Probe.tcp(),
            settings -> new RuntimeOption().server(context, settings));
    for (Finding finding : findings) {
      terminal.print(
          "%s %-9s %s".formatted(finding.sound() ? "✓" : "✗", finding.subject(), finding.text()));
      if (!finding.sound()) {
        finding.remedy().lines().forEach(line -> terminal.print("            " + line));
      }
    }
    return findings.stream().allMatch(Finding::sound) ? 0 : 1;
  }
}
