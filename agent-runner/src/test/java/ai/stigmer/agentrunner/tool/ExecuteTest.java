package ai.stigmer.agentrunner.tool;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.agentrunner.conversation.ToolRequest;
import ai.stigmer.agentrunner.shell.CommandElsewhere;
import ai.stigmer.agentrunner.shell.CommandLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(180)
class ExecuteTest {

  private static final Duration LONG = Duration.ofMinutes(2);

  @TempDir private Path root;

  private Calls calls;

  @BeforeEach
  void aSession() {
    calls = Calls.in(root);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "echo out; echo err >&2 | out\\nerr\\n[exit code 0]",
        "printf x | x\\n[exit code 0]",
        "true | [exit code 0]",
        "cat; read x; echo $? | 1\\n[exit code 0]",
        "printf 'a\\377b' | a\ufffdb\\n[exit code 0]",
        "cd / && basename $OLDPWD | s-1\\n[exit code 0]",
      })
  void aCommandsOutputAndExitCodeComeBack(String command, String expected)
      throws InterruptedException {
    assertThat(execute(command)).isEqualTo(expected.replace("\\n", "\n"));
  }

  @ParameterizedTest
  @CsvSource({"exit 3, 3", "kill -9 $$, 137", "no-such-command, 127", "if, 2"})
  void aCommandThatFailsIsAFailedResult(String command, int exitCode) throws InterruptedException {
    assertThat(calls.fail("execute", "{'command':'%s'}".formatted(command)))
        .endsWith("[exit code " + exitCode + "]");
  }

  @Test
  void aModelIsToldThatACommandHasTwoMinutes() {
    assertThat(calls.tools().specifications())
        .filteredOn(tool -> tool.name().equals("execute"))
        .singleElement()
        .satisfies(tool ->
            assertThat(tool.description())
                .contains("It is ended after 120 seconds with exit code 124;"));
  }

  @Test
  void theLimitCannotBeRaised() throws InterruptedException {
    var impatient = Calls.in(root, new CommandLimits(Duration.ofSeconds(1), 1000), Map.of());

    assertThat(impatient.fail("execute", "{'command':'sleep 50','timeout_seconds':1000}"))
        .isEqualTo("[exit code 124, ended after 1 seconds]");
  }

  @Test
  void aLineThatTheSystemWouldNotTakeIsRefused() throws InterruptedException {
    assertThat(execute(": " + "ü".repeat(60_000)))
        .isEqualTo(
            "'command' is no command line of 1 to 100000 bytes; write longer ones to a file first.");
    assertThat(execute(": " + "ü".repeat(49_000))).isEqualTo("[exit code 0]");
  }

  @Test
  void aFloodIsCountedAndNotKept() throws InterruptedException {
    assertThat(execute("head -c 100000000 /dev/zero | tr '\\0' x; echo end"))
        .hasSizeLessThan(70_000)
        .startsWith("xxxx")
        .contains("\n[99934468 bytes left out; write the output to a file to read all of it]\n")
        .endsWith("xxxend\n[exit code 0]");
    assertThat(calls.fail("execute", "{'command':'yes','timeout_seconds':1}"))
        .hasSizeLessThan(70_000)
        .endsWith("[exit code 124, ended after 1 seconds]");
    assertThat(execute("yes & exit 0")).hasSizeLessThan(70_000);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4, 5, 9, 10, 11, 19, 100})
  void theBeginningAndTheEndOfAnOutputAreKept(int size) throws InterruptedException {
    var small = Calls.in(root, new CommandLimits(LONG, 10), System.getenv());
    String digits = "0123456789".repeat(10).substring(0, size);
    String output = small.tools().call(request("printf '%s' '" + digits + "'")).text();

    assertThat(output)
        .startsWith(digits.substring(0, Math.min(size, 5)))
        .contains(digits.substring(Math.max(0, size - 5)))
        .satisfies(text -> {
          if (size > 10) {
            assertThat(text).contains("[%d bytes left out".formatted(size - 10));
          } else {
            assertThat(text).doesNotContain("left out");
          }
        });
  }

  @Test
  void aCommandSeesNoSecret() throws IOException, InterruptedException {
    var environment =
        Map.ofEntries(
            Map.entry("PATH", System.getenv("PATH")),
            Map.entry("STIGMER_API_KEY", "canary-1"),
            Map.entry("ANTHROPIC_API_KEY", "canary-2"),
            Map.entry("OPENAI_API_KEY", "canary-3"),
            Map.entry("STIGMER_LLM_API_KEY", "canary-4"),
            Map.entry("GITHUB_TOKEN", "canary-5"),
            Map.entry("DB_PASSWORD", "canary-6"),
            Map.entry("AWS_SECRET_ACCESS_KEY", "canary-7"),
            Map.entry("SOMETHING_ELSE", "canary-8"),
            Map.entry("LD_PRELOAD", "canary-9"),
            Map.entry("GIT_AUTHOR_NAME", "prefix canary-5"),
            Map.entry("GIT_COMMITTER_NAME", "Ada"),
            Map.entry("HOME", "/canary"),
            Map.entry("TMPDIR", "/canary"),
            Map.entry("TZ", "UTC"));
    var confined = Calls.in(root, new CommandLimits(LONG, 10_000), environment);

    String seen = confined.succeed("execute", "{'command':'env'}");

    assertThat(seen)
        .doesNotContain("canary")
        .contains(
            "HOME=" + calls.folder() + "\n",
            "TMPDIR=" + root.toRealPath().resolve("sessions/.temporary/s-1") + "\n",
            "TERM=dumb\n",
            "TZ=UTC\n",
            "LANG=C.UTF-8\n",
            "GIT_AUTHOR_NAME=Stigmer agent\n",
            "GIT_COMMITTER_NAME=Ada\n");
    assertThat(seen.lines().map(line -> line.replaceAll("=.*", "")))
        .containsExactlyInAnyOrder(
            "PATH",
            "HOME",
            "TMPDIR",
            "PWD",
            "LANG",
            "TZ",
            "TERM",
            "GIT_AUTHOR_NAME",
            "GIT_AUTHOR_EMAIL",
            "GIT_COMMITTER_NAME",
            "GIT_COMMITTER_EMAIL",
            "GIT_TERMINAL_PROMPT",
            "AGENT_COMMAND",
            "[exit code 0]");
  }

  @Test
  void gitCommitsWithoutAnyConfiguration() throws InterruptedException {
    assertThat(
            execute(
                "git init -q . && echo a > a && git add a && git commit -qm first"
                    + " && git log --format=%an"))
        .isEqualTo("Stigmer agent\n[exit code 0]");
  }

  @Test
  void withoutAShellTheResultSaysSo() throws IOException, InterruptedException {
    assertThat(CommandElsewhere.run(root, Map.of("PATH", "/nowhere"), List.of(), "true"))
        .startsWith("The shell cannot be started (Cannot run program \"sh\"")
        .contains("No such file or directory");
  }

  private String execute(String line) throws InterruptedException {
    return calls.tools().call(request(line)).text();
  }

  private static ToolRequest request(String line) {
    return new ToolRequest(
        "c-1",
        "execute",
        "{\"command\":\"%s\"}".formatted(line.replace("\\", "\\\\").replace("\"", "\\\"")));
  }
}
