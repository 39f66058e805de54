package ai.stigmer.cli.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Commands that are ended in the midst of their work, and what the next one makes of it.
interface KillContract extends DeskContract {

  @ParameterizedTest
  @ValueSource(strings = {"create", "start", "exec"})
  default void aStartThatIsKilledIsMendedByTheNext(String moment)
      throws IOException, InterruptedException {
    kill(desk(), moment, "server", "start");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rename", "rm"})
  default void aRestartThatIsKilledIsMendedByTheNext(String moment)
      throws IOException, InterruptedException {
    Desk desk = desk();
    desk.stigmer("server", "start");
    kill(desk, moment, "server", "restart");
  }

  /// Kills a command in the midst of what it has the runtime do, and starts the server then.
  private void kill(Desk desk, String moment, String... command)
      throws IOException, InterruptedException {
    Desk killed = desk.another();
    killed.set(Desk.KILL_AT, moment);
    assertThat(killed.process(command).waitFor()).as(killed.output()).isEqualTo(137);

    assertThat(desk.stigmer("server", "start")).as(desk.text()).isZero();
    assertThat(desk.stigmer("server", "status")).as(desk.text()).isZero();
    assertThat(engine("ps", "--all", "--quiet").lines()).hasSize(2);
  }

  /// What stops the runner goes on after the kill, and the next start may find it still running.
  @ParameterizedTest
  @ValueSource(strings = {"rename", "stop", "rm"})
  default void aStopThatIsKilledIsMendedByTheNextStart(String moment)
      throws IOException, InterruptedException {
    Desk desk = desk();
    desk.set("STIGMER_LLM_MODEL", "lingers");
    desk.stigmer("server", "start");
    kill(desk, moment, "server", "stop");
  }

  /// What stops the runner reaches the runtime after the next start has looked for the last time.
  @Test
  default void aStopThatComesLateEndsNothingThatTheNextStartLeft()
      throws IOException, InterruptedException {
    Desk desk = desk();
    desk.stigmer("server", "start");
    Path held = Files.createFile(desk.workspace().resolve("held"));
    Desk killed = desk.another();
    killed.set(Desk.KILL_AT, "stop");
    killed.set(Desk.HELD, held.toString());
    assertThat(killed.process("server", "stop").waitFor()).as(killed.output()).isEqualTo(137);
    ProcessHandle late =
        ProcessHandle.of(Long.parseLong(Files.readString(Path.of(held + ".pid")).strip()))
            .orElseThrow();

    assertThat(desk.stigmer("server", "start")).as(desk.text()).isZero();
    assertThat(desk.text()).contains("it was about to be stopped");
    Files.delete(held);
    assertThat(late.onExit()).succeedsWithin(Duration.ofMinutes(2));

    assertThat(desk.stigmer("server", "status")).as(desk.text()).isZero();
    assertThat(engine("ps", "--all", "--quiet").lines()).hasSize(2);
  }

  @Test
  default void controlCWhileWaitingExitsWith130() throws IOException, InterruptedException {
    Desk desk = desk();
    desk.set("STIGMER_LLM_MODEL", "slow");
    Process waiting = desk.process("server", "start");
    while (!engine("ps", "--format={{.Names}}").contains("stigmer-agent-runner")) {
      assertThat(waiting.isAlive()).as(desk.output()).isTrue();
      Thread.sleep(50);
    }

    assertThat(Desk.interrupt(waiting)).isEqualTo(130);
    desk.set("STIGMER_LLM_MODEL", "well");
    assertThat(desk.stigmer("server", "start")).as(desk.text()).isZero();
  }
}
