package ai.stigmer.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.cli.command.CommandContext;
import ai.stigmer.cli.command.StigmerCommand;
import ai.stigmer.cli.process.CancelledException;
import ai.stigmer.cli.runtime.RuntimeUnavailable;
import ai.stigmer.cli.settings.Setting;
import ai.stigmer.cli.settings.SettingsFile;
import ai.stigmer.cli.terminal.Keyboard;
import ai.stigmer.cli.terminal.Style;
import ai.stigmer.cli.terminal.Terminal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StigmerCommandTest {

  private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
  private static final String IMAGE =
      "ghcr.io/stigmer/agent-runner:v1.2.3@sha256:" + "ab".repeat(32);

  @TempDir private Path home;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private String typed = "";
  private String piped = "";
  private RuntimeException obstacle =
      new RuntimeUnavailable(RuntimeUnavailable.Reason.NOT_INSTALLED, "no runtime", "install one");

  @Test
  void aReleasedCommandShowsVersionCommitAndImage() throws IOException {
    stamp("1.2.3", COMMIT, IMAGE);

    assertThat(run("version")).isZero();
    assertThat(out)
        .hasToString(
            """
            stigmer 1.2.3
            commit  %s
            image   %s
            running nothing
            runtime none: no runtime
            """
                .formatted(COMMIT, IMAGE));
  }

  @Test
  void theVersionIsThereAsJson() throws IOException {
    stamp("1.2.3-rc.1", COMMIT, IMAGE);

    assertThat(run("version", "--output", "json")).isZero();
    assertThat(out)
        .hasToString(
            """
            {"schemaVersion":1,"version":"1.2.3-rc.1","commit":"%s","image":"%s","running":null,"runtime":null}
            """
                .formatted(COMMIT, IMAGE));
  }

  @Test
  void aDevelopmentBuildSaysThatItIsNoRelease() {
    assertThat(run("version")).isZero();
    assertThat(out.toString())
        .startsWith("stigmer development\n")
        .contains("built from a checkout, not by a release");
  }

  @Test
  void aDevelopmentBuildHasNeitherCommitNorImageInJson() {
    assertThat(run("version", "--output", "json")).isZero();
    assertThat(out)
        .hasToString(
            """
            {"schemaVersion":1,"version":"development","commit":null,"image":null,"running":null,"runtime":null}
            """);
  }

  @Test
  void theVersionOptionShowsTheVersionAlone() throws IOException {
    stamp("1.2.3", COMMIT, IMAGE);

    assertThat(run("--version")).isZero();
    assertThat(out).hasToString("stigmer 1.2.3\n");
  }

  @Test
  void helpIsAResult() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString()).contains("Usage: stigmer", "version", "Exit codes: 0 done");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void wrongUsageExitsWithTwoAndSaysWhatWasWrong() {
    assertThat(run()).isEqualTo(2);
    assertThat(run("version", "--output", "xml")).isEqualTo(2);
    assertThat(run("releese")).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).contains("a command is missing", "'xml'", "'releese'");
  }

  @Test
  void whatNoLogCanBeReadByIsWrongUsage() {
    assertThat(run("server", "logs", "--tail", "-1")).isEqualTo(2);
    assertThat(run("server", "logs", "--since", "yesterday")).isEqualTo(2);
    assertThat(run("server", "logs", "--since", "99999999999999999s")).isEqualTo(2);
    assertThat(run("server", "logs", "-c", "server")).isEqualTo(2);
    assertThat(run("server", "start", "--timeout", "0")).isEqualTo(2);
    assertThat(err.toString())
        .contains("--tail is -1", "'yesterday'", "'server'", "--timeout is 0")
        .doesNotContain("\tat ");
  }

  @Test
  void aMessageThatBeginsWithAnAtSignIsNotReadFromAFile() throws IOException {
    Path file = Files.writeString(home.resolve("arguments"), "--no-such-option");

    assertThat(run("run", "--agent", "pr-reviewer", "--message", "@" + file)).isEqualTo(1);
    assertThat(err).hasToString("stigmer: no runtime\n  install one\n");
  }

  @Test
  void aSettingThatIsNotUsedAnyMoreIsTold() throws IOException {
    Files.createDirectory(home.resolve(".stigmer"));
    Files.writeString(
        home.resolve(".stigmer/config.yaml"), "backend: {local: {data_dir: /elsewhere}}\n");

    assertThat(run("server", "start")).isEqualTo(1);
    assertThat(err.toString())
        .contains("backend.local.data_dir in config.yaml is not used by this stigmer.");
  }

  @Test
  void aVersionWhoseSettingsCannotBeReadSaysSo() throws IOException {
    stamp("1.2.3", COMMIT, IMAGE);
    Files.createDirectory(home.resolve(".stigmer"));
    Files.writeString(home.resolve(".stigmer/config.yaml"), "backend: {type: cloud}\n");

    assertThat(run("version", "--runtime", "podman")).isZero();
    assertThat(out.toString())
        .containsPattern("image   unknown: .*backend.type is 'cloud'")
        .doesNotContain("only a release names one");
  }

  @Test
  void aDamagedStampIsAFailureThatNamesTheFileAndTheKey() throws IOException {
    stamp("1.2.3", "main\"", IMAGE);

    assertThat(run("version")).isEqualTo(1);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString())
        .contains(home.resolve("stigmer.properties").toString(), "commit is 'main\"'");
  }

  @Test
  void anEmptyValueInTheStampIsAFailureToo() throws IOException {
    stamp("", COMMIT, IMAGE);

    assertThat(run("--version")).isEqualTo(1);
    assertThat(err.toString()).contains("version is ''", "install stigmer again");
  }

  @Test
  void settingsAreWrittenShownAndListed() {
    assertThat(run("config", "set", "backend.local.runtime", "podman")).isZero();
    assertThat(run("config", "get", "backend.local.runtime")).isZero();
    assertThat(run("config", "path")).isZero();
    assertThat(out).hasToString("podman\n" + home.resolve(".stigmer/config.yaml") + "\n");

    assertThat(run("config", "list")).isZero();
    assertThat(out.toString())
        .contains("  podman (" + home.resolve(".stigmer/config.yaml") + ")", "  not set");
  }

  @Test
  void aKeyIsNeverShown() {
    typed = "canary";
    assertThat(run("config", "set", "backend.local.llm.api_key")).isZero();
    assertThat(run("config", "get", "backend.local.llm.api_key")).isZero();
    assertThat(run("config", "list")).isZero();

    assertThat(out.toString() + err).contains("***").doesNotContain("canary");
    assertThat(home.resolve(".stigmer/config.yaml")).content().contains("canary");
  }

  @Test
  void aKeyIsReadFromWhatIsPipedIn() {
    piped = "canary\n";

    assertThat(run("config", "set", "backend.local.llm.api_key")).isZero();
    assertThat(home.resolve(".stigmer/config.yaml")).content().contains("canary");
  }

  @Test
  void aKeyIsNoArgumentWhichOthersCouldRead() {
    assertThat(run("config", "set", "backend.local.llm.api_key", "canary")).isEqualTo(2);
    assertThat(run("config", "set", "backend.local.llm.api_key")).isEqualTo(2);
    assertThat(run("config", "set", "backend.local.runtime")).isEqualTo(2);

    assertThat(home.resolve(".stigmer/config.yaml")).doesNotExist();
    assertThat(err.toString())
        .contains("a secret is no argument", "nothing was typed", "what backend.local.runtime is")
        .doesNotContain("canary");
  }

  @Test
  void whatIsNoSettingOrNoValueIsRefused() {
    assertThat(run("config", "get", "backend.local.engine")).isEqualTo(2);
    assertThat(run("config", "set", "backend.local.runtime", "lxc")).isEqualTo(2);
    assertThat(err.toString())
        .contains("'backend.local.engine' is no setting", "backend.local.runtime is 'lxc'");
  }

  @Test
  void anAgentNeedsARuntimeAMessageAndItsName() {
    assertThat(run("run", "--agent", "pr-reviewer", "--message", "go")).isEqualTo(1);
    assertThat(err).hasToString("stigmer: no runtime\n  install one\n");
    assertThat(run("run", "--agent", "pr-reviewer")).isEqualTo(2);
    assertThat(run("run", "--message", "go")).isEqualTo(2);
  }

  @Test
  void doctorTellsWhatIsAmissAndWhatToDo() {
    assertThat(run("doctor")).isEqualTo(1);
    assertThat(out.toString())
        .contains("✓ folders", "✗ runtime   no runtime\n            install one\n");
  }

  @Test
  void theShellsLearnEveryCommand() {
    assertThat(run("completion", "bash")).isZero();
    assertThat(out.toString()).contains("complete -F", "picocli_stigmer_server_start");
    assertThat(run("completion", "fish")).isZero();
    assertThat(out.toString())
        .contains(
            "complete -c stigmer -n '__fish_seen_subcommand_from server;"
                + " and not __fish_seen_subcommand_from",
            "-a start -d ",
            "-l use-local-image");
    assertThat(run("completion", "tcsh")).isEqualTo(2);
  }

  @Test
  void aFailureThatAPersonCanMendIsASentenceAndItsRemedy() {
    assertThat(run("server", "status")).isEqualTo(1);
    assertThat(err).hasToString("stigmer: no runtime\n  install one\n");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void aConfigurationThatCannotBeUsedExitsWithTwo() throws IOException {
    Files.createDirectory(home.resolve(".stigmer"));
    Files.writeString(home.resolve(".stigmer/config.yaml"), "backend: {type: cloud}\n");

    assertThat(run("server", "stop")).isEqualTo(2);
    assertThat(err.toString()).contains("backend.type is 'cloud'").doesNotContain("\tat ");
  }

  @Test
  void anInterruptExitsWith130() {
    obstacle = new CancelledException(new InterruptedException());

    assertThat(run("server", "status")).isEqualTo(130);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void aBugIsToldWithItsTrace() {
    obstacle = new IllegalStateException("cannot be");

    assertThat(run("server", "status")).isEqualTo(70);
    assertThat(err.toString()).contains("this is a bug", "cannot be", "\tat ");
  }

  @Test
  void theFirstStartWritesAConfigurationThatOnlyItsOwnerReads() throws IOException {
    assertThat(run("server")).isEqualTo(1);

    Path configuration = home.resolve(".stigmer/config.yaml");
    assertThat(Files.getPosixFilePermissions(configuration))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    SettingsFile.at(configuration).set(Setting.RUNTIME, "podman");
    assertThat(configuration).content().contains("runtime: podman", "# Settings of stigmer");
  }

  @Test
  void withoutContainersALocalBuildAndTemporalAreNeeded() {
    assertThat(run("server", "start", "--dev-mode")).isEqualTo(1);
    assertThat(err.toString()).contains("There is no local build of the agent-runner.");
  }

  private int run(String... arguments) {
    var terminal =
        new Terminal(
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            Style.PLAIN,
            () -> Optional.of(typed).filter(text -> !text.isEmpty()).map(Typist::new));
    return StigmerCommand.run(
        new CommandContext(
            home,
            Map.of("HOME", home.toString()),
            terminal,
            new ByteArrayInputStream(piped.getBytes(UTF_8)),
            wanted -> {
              throw obstacle;
            }),
        arguments);
  }

  private void stamp(String version, String commit, String image) throws IOException {
    Files.writeString(
        home.resolve("stigmer.properties"),
        "version=%s\ncommit=%s\nimage=%s\n".formatted(version, commit, image));
  }

  /// Types the same, whatever is asked.
  private record Typist(String text) implements Keyboard {
    @Override
    public Optional<String> line() {
      return Optional.of(text);
    }

    @Override
    public Optional<String> hiddenLine() {
      return Optional.of(text);
    }
  }
}
