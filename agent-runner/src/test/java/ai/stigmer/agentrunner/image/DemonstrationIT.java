package ai.stigmer.agentrunner.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.testing.Tool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// `make agent-demo` in the copy of this checkout that the image is built from, in a session of its
/// own.
@Timeout(600)
class DemonstrationIT {

  private final Path source = ImageBuild.shared().source();

  @Test
  void showsTheFileThatAnAgentWroteAndEndsWhatItStarted() throws IOException, InterruptedException {
    Process demonstration = start("make", "agent-demo");

    assertThat(demonstration.inputReader(UTF_8).lines())
        .anyMatch(line -> line.contains("Scripted stand-in for a language model"))
        .anyMatch(line -> line.contains("\"name\":\"write_file\""))
        .anyMatch(line -> line.startsWith("   Hello from "))
        .last()
        .asString()
        .startsWith("It worked.");
    assertThat(demonstration.waitFor()).isZero();
    assertNothingIsLeftOf(demonstration);
  }

  @Test
  void endsWhatItStartedWhenItIsEndedItself() throws IOException, InterruptedException {
    Process demonstration = start("scripts/agent-demo.sh");
    assertThat(
            demonstration
                .inputReader(UTF_8)
                .lines()
                .filter(line -> line.startsWith("2. "))
                .findFirst())
        .isPresent();
    Tool.run("kill", "-TERM", "--", "-" + demonstration.pid());

    assertThat(demonstration.waitFor()).isEqualTo(143);
    assertNothingIsLeftOf(demonstration);
  }

  private Process start(String... command) throws IOException {
    var inItsOwnSession = new ArrayList<>(List.of("setsid"));
    inItsOwnSession.addAll(List.of(command));
    var builder =
        new ProcessBuilder(inItsOwnSession).directory(source.toFile()).redirectErrorStream(true);
    // These tests may run under make themselves, which would make this one its child.
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("MAKE") || name.equals("MFLAGS"));
    return builder.start();
  }

  private static void assertNothingIsLeftOf(Process leader) {
    assertThat(Tool.run("ps", "-eo", "sess=,stat=,args=").lines().map(String::strip))
        .noneMatch(line -> line.matches(leader.pid() + " +[^Z ].*"));
  }
}
