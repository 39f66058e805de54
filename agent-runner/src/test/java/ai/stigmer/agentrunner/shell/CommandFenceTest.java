package ai.stigmer.agentrunner.shell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.agentrunner.conversation.Turn;
import ai.stigmer.agentrunner.session.SessionFolder;
import ai.stigmer.agentrunner.session.SessionFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Needs a kernel with Landlock, as those of the project's machines are.
@Timeout(60)
class CommandFenceTest {

  @TempDir private Path root;

  private Shell shell;

  @BeforeEach
  void aSession() {
    shell = Shell.in(root);
  }

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
        "ls ../.temporary/s-2",
        "echo new > ../.temporary/s-2/new",
        "kill -0 $PPID",
      })
  void aCommandReachesNeitherAnotherSessionNorThisProgram(String line)
      throws IOException, InterruptedException {
    SessionFolder other = new SessionFolders(root).open("s-2");
    Path secret = Files.writeString(other.path().resolve("secret"), "of another");
    other.transcript().append("e-1", new Turn.User("of another"));
    Path temporary = other.temporary();

    Command.Outcome outcome = shell.run(line);

    assertThat(outcome.exitCode()).as(outcome.output()).isNotZero();
    assertThat(outcome.output()).doesNotContain("of another", "PATH=");
    assertThat(secret).hasContent("of another");
    assertThat(temporary).isEmptyDirectory();
    assertThat(root.resolve("sessions"))
        .isDirectoryNotContaining("glob:**/s-3")
        .isDirectoryNotContaining("glob:**/s-4");
  }

  /// The next start takes its classes from the archive, and the commands of the container find the
  /// worker by its socket.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "echo new > $FILE",
        "echo new >> $FILE",
        "truncate -s 0 $FILE",
        "rm $FILE",
        "echo new > own && mv own $FILE",
        "ln -sf $PWD/own $FILE",
        "chmod 777 $FILE && echo new > $FILE",
        "echo new > ${FILE%/*}/classes-1.jsa",
        "mv ${FILE%/*} ${FILE%/*}-1",
      })
  void aCommandChangesNeitherTheClassDataArchiveNorWhatIsOutsideOfTheWorkspace(String line)
      throws IOException, InterruptedException {
    Path workspace = root.resolve("workspace");
    Shell inside = Shell.in(workspace);
    for (String place : List.of("workspace/.stigmer/cache", "tmp")) {
      Path folder = Files.createDirectories(root.resolve(place));
      Path file = Files.writeString(folder.resolve("classes-0.jsa"), "kept");

      Command.Outcome outcome = inside.run("FILE=" + file + "; " + line);

      assertThat(outcome.exitCode()).as(outcome.output()).isNotZero();
      assertThat(file).isRegularFile().hasContent("kept");
      assertThat(folder).isDirectoryNotContaining("glob:**/classes-1.jsa");
    }
  }

  @Test
  void whatIsTemporaryIsTheSessionsOwnAndGoesWithIt() throws IOException, InterruptedException {
    assertThat(shell.run("echo x > $TMPDIR/file && cat $(mktemp) $TMPDIR/file"))
        .isEqualTo(new Command.Outcome(0, false, "x\n"));
    assertThat(shell.run("cat $TMPDIR/file").output()).isEqualTo("x\n");
    assertThat(shell.run("echo x > /tmp/file-of-" + root.getFileName()).exitCode()).isNotZero();
    assertThat(shell.run("echo x > /dev/shm/file-of-" + root.getFileName()).exitCode()).isNotZero();

    new SessionFolders(root).delete("s-1");

    assertThat(root.resolve("sessions/.temporary")).isEmptyDirectory();
  }

  /// The worker itself listens on such a socket.
  @Test
  void aCommandOpensSocketsOfTheNetworkAndNoneOfThisMachine()
      throws IOException, InterruptedException {
    Command.Outcome outcome = shell.run(openSockets());

    assertThat(outcome.output())
        .startsWith("opened INET\nopened INET6\n")
        .doesNotContain("opened UNIX");
    assertThat(outcome.exitCode()).isEqualTo(1);
  }

  @Test
  void whereThereIsNoLandlockTheSocketsStayClosed() throws IOException {
    var fence = new CommandFence(Linux.here().orElseThrow(), -1);
    SessionFolder other = new SessionFolders(root).open("s-2");
    Files.writeString(other.path().resolve("file"), "of another\n");
    var builder =
        new ProcessBuilder("sh", "-c", "cat ../s-2/file; " + openSockets())
            .directory(shell.folder().toFile());

    Process process = fence.startInside(builder, shell.session());

    assertThat(new String(process.getInputStream().readAllBytes(), UTF_8))
        .isEqualTo("of another\nopened INET\nopened INET6\n");
  }

  @Test
  void aCommandWorksFreelyInItsFolderAndReadsTheSystem() throws IOException, InterruptedException {
    assertThat(
            shell.run(
                "mkdir -p a/b && echo x > a/b/f && mv a/b/f g && ln g h && ln -s g i && cat i"
                    + " && rm -r a && mkfifo p && : > g && { sleep 50 & } && kill $!"
                    + " && head -c 4 /etc/passwd > /dev/null && mv g $TMPDIR/g"
                    + " && head -c 1 /dev/urandom > /dev/null && echo done >/dev/stderr"))
        .isEqualTo(new Command.Outcome(0, false, "x\ndone\n"));
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
            CommandElsewhere.run(
                root,
                Map.of("SOME_KEY", "canary-1"),
                unprivileged,
                "grep -c PATH= /proc/self/environ; grep -c canary-1 /proc/$PPID/environ"))
        .startsWith("1\ngrep: /proc/")
        .contains("Permission denied")
        .endsWith("[exit code 2]");
  }

  /// A command that tries to open sockets of all kinds.
  private String openSockets() throws IOException {
    Files.writeString(
        shell.folder().resolve("Open.java"),
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
    return System.getProperty("java.home") + "/bin/java -XX:-UsePerfData Open.java INET INET6 UNIX";
  }
}
