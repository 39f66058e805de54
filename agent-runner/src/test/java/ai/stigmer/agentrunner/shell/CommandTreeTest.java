package ai.stigmer.agentrunner.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.testing.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(180)
class CommandTreeTest {

  @TempDir private Path root;

  private Shell shell;

  /// A number of seconds nobody else sleeps for, to find a process by.
  private String sleep;

  @BeforeEach
  void aSession() {
    shell = Shell.in(root);
    sleep = "sleep 9" + Math.abs(UUID.randomUUID().getMostSignificantBits() % 100_000_000);
  }

  @Test
  void aCommandIsEndedWithAllItStartedWhenItsTimeIsOver() throws Exception {
    String line = "echo begun; (setsid %s &) ; %s & %s".replace("%s", sleep);

    assertThat(shell.run(line, Duration.ofSeconds(4)))
        .isEqualTo(new Command.Outcome(Command.OUT_OF_TIME, true, "begun\n"));
    assertThat(processes()).doesNotContain(sleep);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%s &",
        "(%s &);",
        "setsid %s &",
        "nohup setsid sh -c '%s; true' &",
        "sh -c 'setsid sh -c \"%s & %s; true\" &' &",
        "trap '' TERM HUP INT; %s &",
      })
  void whatRunsOnInTheBackgroundIsEndedAndNotWaitedFor(String command) throws Exception {
    assertThat(shell.run(command.replace("%s", sleep) + " echo done"))
        .isEqualTo(new Command.Outcome(0, false, "done\n"));
    assertThat(processes()).doesNotContain(sleep);
  }

  @Test
  void whoHidesFromBeingEndedIsNotWaitedForEither() throws IOException, InterruptedException {
    String hidden = "env -i /usr/bin/setsid sh -c 'echo $$ > pid; exec " + sleep + "' &";

    assertThat(shell.run(hidden + " until [ -s pid ]; do :; done; echo done"))
        .isEqualTo(new Command.Outcome(0, false, "done\n"));
    long pid = Long.parseLong(Files.readString(shell.folder().resolve("pid")).strip());
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
  }

  @Test
  void whoeverIsInterruptedLeavesNothingRunning() throws InterruptedException {
    Thread caller = Thread.currentThread();
    Path begun = shell.folder().resolve("begun");
    Thread interrupter =
        Thread.ofPlatform()
            .start(() -> {
              while (Files.notExists(begun)) {
                Thread.onSpinWait();
              }
              caller.interrupt();
            });

    assertThatThrownBy(() -> shell.run("touch begun; " + sleep + " & " + sleep))
        .isInstanceOf(InterruptedException.class);
    interrupter.join();
    assertThat(processes()).doesNotContain(sleep);
  }

  /// As in a container, where the worker is the first process and nobody else buries the dead.
  @Test
  void orphansOfCommandsAreBuried() throws IOException, InterruptedException {
    var asFirstProcess = List.of("unshare", "--pid", "--fork", "--mount-proc");
    String dead = "grep -l '^State:.Z' /proc/[0-9]*/status | wc -l";

    assertThat(
            CommandElsewhere.run(
                root, Map.of(), asFirstProcess, "(true &) ; (sleep 50 &) ; sleep 1", dead))
        .isEqualTo("2\n[exit code 0]");
    assertThat(
            CommandElsewhere.run(
                root,
                Map.of(),
                asFirstProcess,
                "(true &) ; (sleep 50 &) ; sleep 1",
                "sleep 1.2",
                dead))
        .isEqualTo("0\n[exit code 0]");
  }

  private static String processes() {
    return Tool.run("ps", "-eo", "args");
  }
}
