package ai.stigmer.agentrunner.tool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.agentrunner.conversation.ToolRequest;
import ai.stigmer.agentrunner.conversation.ToolResult;
import ai.stigmer.agentrunner.conversation.Turn;
import ai.stigmer.agentrunner.session.SessionFolders;
import ai.stigmer.testing.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ExecuteTest {

  private static final Duration LONG = Duration.ofMinutes(2);

  @TempDir private Path root;

  private Calls calls;

  /// A number of seconds nobody else sleeps for, to find a process by.
  private String sleep;

  @BeforeEach
  void aSession() {
    calls = Calls.in(root);
    sleep = "sleep 9" + Math.abs(UUID.randomUUID().getMostSignificantBits() % 100_000_000);
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
  void aCommandIsEndedWithAllItStartedWhenItsTimeIsOver() throws InterruptedException {
    String result =
        calls.fail(
            "execute",
            "{'command':'echo begun; (setsid %s &) ; %s & %s','timeout_seconds':1}"
                .formatted(sleep, sleep, sleep));

    assertThat(result).isEqualTo("begun\n[exit code 124, ended after 1 seconds]");
    assertThat(processes()).doesNotContain(sleep);
  }

  @Test
  void theLimitCannotBeRaised() throws InterruptedException {
    var impatient = Calls.in(root, new CommandLimits(Duration.ofSeconds(1), 1000), Map.of());

    assertThat(impatient.fail("execute", "{'command':'sleep 50','timeout_seconds':1000}"))
        .isEqualTo("[exit code 124, ended after 1 seconds]");
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
  void whatRunsOnInTheBackgroundIsEndedAndNotWaitedFor(String command) throws InterruptedException {
    String line = command.replace("%s", sleep) + " echo done";

    assertThat(execute(line)).isEqualTo("done\n[exit code 0]");
    assertThat(processes()).doesNotContain(sleep);
  }

  @Test
  void whoHidesFromBeingEndedIsNotWaitedForEither() throws IOException, InterruptedException {
    String hidden = "env -i /usr/bin/setsid sh -c 'echo $$ > pid; exec " + sleep + "' &";

    assertThat(execute(hidden + " until [ -s pid ]; do :; done; echo done"))
        .isEqualTo("done\n[exit code 0]");
    long pid = Long.parseLong(Files.readString(calls.folder().resolve("pid")).strip());
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
  }

  @Test
  void whoeverIsInterruptedLeavesNothingRunning() throws Exception {
    Thread caller = Thread.currentThread();
    Path begun = calls.folder().resolve("begun");
    Thread.ofPlatform()
        .start(() -> {
          try {
            while (Files.notExists(begun)) {
              Thread.sleep(Duration.ofMillis(10));
            }
          } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
          }
          caller.interrupt();
        });

    assertThatThrownBy(() -> calls.tools().call(request("touch begun; " + sleep + " & " + sleep)))
        .isInstanceOf(InterruptedException.class);
    assertThat(processes()).doesNotContain(sleep);
  }

  @Test
  void aFloodIsCountedAndNotKept() throws InterruptedException {
    assertThat(execute("head -c 300000000 /dev/zero | tr '\\0' x; echo end"))
        .hasSizeLessThan(70_000)
        .startsWith("xxxx")
        .contains("\n[299934468 bytes left out; write the output to a file to read all of it]\n")
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
  void aCommandSeesNoSecret() throws InterruptedException {
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
            Map.entry("TZ", "UTC"));
    var confined = Calls.in(root, new CommandLimits(LONG, 10_000), environment);

    String seen = confined.succeed("execute", "{'command':'env'}");

    assertThat(seen)
        .doesNotContain("canary")
        .contains(
            "HOME=" + calls.folder() + "\n",
            "TERM=dumb\n",
            "TZ=UTC\n",
            "LANG=C.UTF-8\n",
            "GIT_AUTHOR_NAME=Stigmer agent\n",
            "GIT_COMMITTER_NAME=Ada\n");
    assertThat(seen.lines().map(line -> line.replaceAll("=.*", "")))
        .containsExactlyInAnyOrder(
            "PATH",
            "HOME",
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

  /// Needs a kernel with Landlock, as those of the project's machines are.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "cat ../s-2/secret",
        "ls ../s-2",
        "ls ..",
        "ls ../../.stigmer",
        "cat ../../.stigmer/transcripts/s-2.jsonl",
        "echo changed > ../s-2/secret",
        "echo new > ../s-2/new",
        "rm ../s-2/secret",
        "mv ../s-2/secret .",
        "ln ../s-2/secret here",
        "ln -s ../s-2/secret link && cat link",
        "mkdir ../s-3",
        "mv ../s-1 ../s-4",
        "truncate -s 0 ../s-2/secret",
        "kill -0 $PPID",
      })
  void aCommandReachesNeitherAnotherSessionNorThisProgram(String command)
      throws IOException, InterruptedException {
    var other = new SessionFolders(root).open("s-2");
    Path secret = Files.writeString(other.path().resolve("secret"), "of another");
    other.transcript().append("e-1", new Turn.User("of another"));

    ToolResult result = calls.tools().call(request(command));

    assertThat(result.failed()).as(result.text()).isTrue();
    assertThat(result.text()).doesNotContain("of another", "PATH=");
    assertThat(secret).hasContent("of another");
    assertThat(root.resolve("sessions"))
        .isDirectoryNotContaining("glob:**/s-3")
        .isDirectoryNotContaining("glob:**/s-4");
  }

  /// The worker itself listens on such a socket.
  @Test
  void aCommandOpensSocketsOfTheNetworkAndNoneOfThisMachine()
      throws IOException, InterruptedException {
    Files.writeString(
        Path.of(calls.folder().toString(), "Open.java"),
        """
        import java.net.StandardProtocolFamily;
        import java.nio.channels.SocketChannel;
        class Open {
          public static void main(String[] families) throws Exception {
            for (String family : families) {
              SocketChannel.open(StandardProtocolFamily.valueOf(family)).close();
              System.out.println("opened " + family);
            }
          }
        }
        """);

    assertThat(execute(System.getProperty("java.home") + "/bin/java Open.java INET INET6 UNIX"))
        .startsWith("opened INET\nopened INET6\n")
        .doesNotContain("opened UNIX")
        .endsWith("[exit code 1]");
  }

  @Test
  void aCommandWorksFreelyInItsFolderAndReadsTheSystem() throws InterruptedException {
    assertThat(
            execute(
                "mkdir -p a/b && echo x > a/b/f && mv a/b/f g && ln g h && ln -s g i && cat i"
                    + " && rm -r a && mkfifo p && : > g && { sleep 50 & } && kill $! && head -c 4 /etc/passwd"
                    + " > /dev/null && echo done"))
        .isEqualTo("x\ndone\n[exit code 0]");
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
    assertThat(elsewhere(Map.of("PATH", "/nowhere"), List.of(), "true"))
        .startsWith("The shell cannot be started (Cannot run program \"sh\"")
        .contains("No such file or directory");
  }

  /// Without capabilities, as in the image: a privileged user may look into anything.
  @Test
  void aCommandCannotReadTheEnvironmentOfTheProgramThatStartedIt()
      throws IOException, InterruptedException {
    var unprivileged =
        List.of(
            "sh",
            "-c",
            "[ $(id -u) = 0 ] || exec \"$@\"; exec setpriv --bounding-set=-all \"$@\"",
            "sh");

    assertThat(
            elsewhere(
                Map.of("SOME_KEY", "canary-1"),
                unprivileged,
                "grep -c PATH= /proc/self/environ; grep -c canary-1 /proc/$PPID/environ"))
        .startsWith("1\ngrep: /proc/")
        .contains("Permission denied")
        .endsWith("[exit code 2]");
  }

  /// What a command gives whose tools run in a program of their own.
  private String elsewhere(Map<String, String> environment, List<String> prefix, String line)
      throws IOException, InterruptedException {
    var command = new ArrayList<>(prefix);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin/java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            Program.class.getName(),
            root.toString(),
            line));
    var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).isZero();
    return output;
  }

  /// Runs one command.
  static final class Program {

    private Program() {}

    public static void main(String[] arguments) throws InterruptedException {
      Calls calls = Calls.in(Path.of(arguments[0]));
      System.out.print(calls.tools().call(request(arguments[1])).text());
    }
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

  private static String processes() {
    return Tool.run("ps", "-eo", "args");
  }
}
