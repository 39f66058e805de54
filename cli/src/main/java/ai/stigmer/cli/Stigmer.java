package ai.stigmer.cli;

import ai.stigmer.cli.agent.AgentRunner;
import ai.stigmer.cli.command.CommandContext;
import ai.stigmer.cli.command.StigmerCommand;
import ai.stigmer.cli.runtime.LocalMachine;
import ai.stigmer.cli.runtime.RuntimeFinder;
import ai.stigmer.cli.terminal.Keyboard;
import ai.stigmer.cli.terminal.Style;
import ai.stigmer.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The `stigmer` command.
public final class Stigmer {

  /// Cancelling an execution is what takes longest, beside ending the programs that were started.
  private static final Duration TIDYING = AgentRunner.CANCEL_LIMIT.plusSeconds(5);

  private Stigmer() {}

  /// Runs one command line and exits with its code. What it writes is English, and what it tells a
  /// container runtime is for a program: numbers have the digits 0 to 9, whatever the person's
  /// language.
  public static void main(String[] arguments) throws URISyntaxException {
    Locale.setDefault(Locale.ROOT);
    Map<String, String> environment = System.getenv();
    var terminal =
        new Terminal(
            new PrintWriter(System.out, true, StandardCharsets.UTF_8),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8),
            Style.of(environment, Boolean.getBoolean("stigmer.terminal")),
            Keyboard::ofThisProgram);
    var context =
        new CommandContext(
            home(),
            environment,
            terminal,
            System.in,
            wanted -> new RuntimeFinder(LocalMachine.of(environment)).find(wanted));
    var ended = new CountDownLatch(1);
    Thread tidying = endTidily(Thread.currentThread(), ended);
    Runtime.getRuntime().addShutdownHook(tidying);
    int exitCode;
    try {
      exitCode = StigmerCommand.run(context, arguments);
      terminal.out().flush();
      terminal.err().flush();
    } finally {
      ended.countDown();
    }
    exit(exitCode, tidying);
  }

  /// Ends at once: an exit would first look for a log to write to, which takes longer than some
  /// commands. After a signal, Java is about to end by itself.
  private static void exit(int exitCode, Thread tidying) {
    try {
      Runtime.getRuntime().removeShutdownHook(tidying);
    } catch (IllegalStateException signalled) {
      return;
    }
    Runtime.getRuntime().halt(exitCode);
  }

  /// On a signal, Java itself exits with 128 and its number; before that, what the command had
  /// started is ended.
  private static Thread endTidily(Thread command, CountDownLatch ended) {
    return new Thread(() -> {
      command.interrupt();
      try {
        ended.await(TIDYING.toSeconds(), TimeUnit.SECONDS);
      } catch (InterruptedException never) {
        throw new IllegalStateException(never);
      }
    });
  }

  /// The folder this class's jar lies in.
  private static Path home() throws URISyntaxException {
    return Path.of(Stigmer.class.getProtectionDomain().getCodeSource().getLocation().toURI())
        .resolveSibling("");
  }
}
