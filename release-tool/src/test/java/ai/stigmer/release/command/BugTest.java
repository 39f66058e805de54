package ai.stigmer.release.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A failure nobody foresaw: exit code 70, everything a report needs, and no secret.
class BugTest {

  @TempDir private Path folder;

  @Test
  void aBugAsksForAReportWithoutASecret() {
    assertReported(
        () -> {
          throw new IllegalStateException("broken by " + TestWorld.GITHUB_TOKEN);
        },
        "IllegalStateException: broken by ***");
  }

  @Test
  void anErrorOfTheMachineIsOursToo() {
    assertReported(
        () -> {
          throw new StackOverflowError("deep in " + TestWorld.GITHUB_TOKEN);
        },
        "StackOverflowError: deep in ***");
  }

  private void assertReported(Runnable bug, String trace) {
    var err = new ByteArrayOutputStream();
    var broken =
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8) {
          @Override
          public void print(String text) {
            bug.run();
          }
        };

    int exitCode =
        ReleaseTool.run(
            new String[] {"tags", "v1.2.3", "--existing", "/dev/null", "--verbose"},
            new Environment(
                Map.of("GITHUB_TOKEN", TestWorld.GITHUB_TOKEN),
                folder,
                broken,
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false));

    String text = err.toString(StandardCharsets.UTF_8);
    TestWorld.assertNoSecret(text);
    assertThat(exitCode).isEqualTo(70);
    assertThat(text)
        .contains(trace, "at ai.stigmer.release.command.")
        .contains("This is a bug of release-tool ", "Please report it")
        .contains("tags v1.2.3 --existing /dev/null --verbose");
  }
}
