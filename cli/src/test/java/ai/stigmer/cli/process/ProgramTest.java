package ai.stigmer.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ProgramTest {

  private static final Duration LONG = Duration.ofSeconds(50);

  @TempDir private Path folder;
  private final Program shell = new Program(Path.of("/bin/sh"), Map.of("PATH", "/usr/bin:/bin"));

  @Test
  void outputErrorAndExitCodeAreKeptApart() {
    assertThat(shell.run(LONG, "in", List.of("-c", "cat; echo wrong >&2; exit 3")))
        .isEqualTo(new Program.Outcome(3, "in\n", "wrong\n"));
  }

  @Test
  void theEnvironmentIsTheGivenOneAlone() {
    assertThat(shell.run(LONG, "", List.of("-c", "echo $HOME")).output()).isEqualTo("\n");
  }

  @Test
  void aLimitEndsTheProgram() {
    assertThatThrownBy(() -> shell.run(Duration.ofMillis(200), "", List.of("-c", "sleep 1000")))
        .isInstanceOf(TimeLimitException.class);
  }

  @Test
  void anInterruptEndsEverythingThatWasStarted() {
    Thread caller = Thread.currentThread();
    var child = new AtomicLong();

    assertThatThrownBy(() ->
            shell.follow(
                Optional.of(LONG),
                "",
                List.of("-c", "sleep 1000 & echo $!; wait"),
                line -> {
                  child.set(Long.parseLong(line.text()));
                  caller.interrupt();
                }))
        .isInstanceOf(CancelledException.class);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(ProcessHandle.of(child.get()).filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void aChildThatHoldsTheOutputOpenIsNotWaitedFor() {
    Program.Outcome outcome = shell.run(LONG, "", List.of("-c", "sleep 60 & echo done"));

    assertThat(outcome.output()).isEqualTo("done\n");
  }

  @Test
  void aProgramIsFoundInTheFoldersOfThePathAlone() throws IOException {
    Path program = Files.createFile(folder.resolve("tool"));
    Map<String, String> path = Map.of("PATH", "/no/such/folder::" + folder);

    assertThat(Program.find("tool", path)).isEmpty();
    assertThat(program.toFile().setExecutable(true)).isTrue();
    assertThat(Program.find("tool", path)).map(Program::file).contains(program);
    assertThat(Program.find("tool", Map.of())).isEmpty();
  }
}
