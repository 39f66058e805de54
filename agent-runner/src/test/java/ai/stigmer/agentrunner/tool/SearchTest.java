package ai.stigmer.agentrunner.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.agentrunner.conversation.ToolResult;
import ai.stigmer.agentrunner.session.SessionFolders;
import ai.stigmer.testing.Tool;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `glob` and `grep`.
@Timeout(60)
class SearchTest {

  @TempDir private Path root;

  private Calls calls;

  @BeforeEach
  void aTreeWithAWayOut() throws IOException {
    calls = Calls.in(root);
    for (String name :
        List.of(
            "a.java",
            "b.md",
            "src/c.java",
            "src/deep/d.java",
            "src/deep/e.txt",
            ".hidden/f.java",
            "x-1.txt",
            "x-2.txt",
            "odd [1].txt",
            ".git/objects/g.java")) {
      Path file = calls.folder().resolve(name);
      Files.createDirectories(file.resolveSibling(""));
      Files.writeString(file, "first line\nneedle in " + name + "\n");
    }
    Path other = new SessionFolders(root).open("s-2").path();
    Files.writeString(other.resolve("secret.java"), "needle of another session");
    Files.createSymbolicLink(calls.folder().resolve("out"), other);
    Files.createSymbolicLink(calls.folder().resolve("out.java"), other.resolve("secret.java"));
    Files.createSymbolicLink(calls.folder().resolve("src/loop"), Path.of(".."));
  }

  @AfterEach
  void noLinkIsLeft() {
    new SessionFolders(root).delete("s-1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*.java | .hidden/f.java a.java src/c.java src/deep/d.java",
        "**/*.java | .hidden/f.java a.java src/c.java src/deep/d.java",
        "./*.java | .hidden/f.java a.java src/c.java src/deep/d.java",
        "src/*.java | src/c.java",
        "src/**/*.java | src/c.java src/deep/d.java",
        "src/** | src/c.java src/deep/d.java src/deep/e.txt",
        "**/deep/* | src/deep/d.java src/deep/e.txt",
        "{a,b}.{java,md} | a.java b.md",
        "x-[1-9].txt | x-1.txt x-2.txt",
        "x-[!1].txt | x-2.txt",
        "x-?.txt | x-1.txt x-2.txt",
        "x-[^/].txt | x-1.txt x-2.txt",
        "odd \\[1\\].txt | odd [1].txt",
        "(a).java | No file matches.",
        "*.JAVA | No file matches.",
        "out/* | No file matches.",
        "../s-2/* | No file matches.",
      })
  void aPatternFindsFilesByName(String pattern, String expected) throws InterruptedException {
    String arguments = "{'pattern':'%s'}".formatted(pattern.replace("\\", "\\\\"));
    String found = calls.succeed("glob", arguments).strip().replace('\n', ' ');

    assertThat(found).isEqualTo(expected);
  }

  @Test
  void aSearchBeginsInTheFolderItIsGiven() throws InterruptedException {
    assertThat(calls.succeed("glob", "{'pattern':'deep/*.java','path':'src'}"))
        .isEqualTo("src/deep/d.java\n");
    assertThat(calls.succeed("grep", "{'pattern':'need.e','path':'src','glob':'*.java'}"))
        .isEqualTo(
            "src/c.java:2:needle in src/c.java\nsrc/deep/d.java:2:needle in src/deep/d.java\n");
    assertThat(calls.succeed("grep", "{'pattern':'(?i)NEEDLE','path':'b.md'}"))
        .isEqualTo("b.md:2:needle in b.md\n");
    assertThat(calls.fail("grep", "{'pattern':'needle','path':'out'}")).contains("symbolic link");
    assertThat(calls.fail("glob", "{'pattern':'*','path':'out'}")).contains("symbolic link");
  }

  @Test
  void noSearchGoesThroughALink() throws InterruptedException {
    assertThat(calls.succeed("grep", "{'pattern':'needle'}"))
        .doesNotContain("another session", ".git/")
        .hasLineCount(9);
    assertThat(calls.succeed("grep", "{'pattern':'another session'}"))
        .isEqualTo("No line matches.");
  }

  @Test
  void anOutputHasAnEndAndSaysHowToGoOn() throws IOException, InterruptedException {
    Tool.run("sh", "-c", "cd $0 && seq -f n%g 3000 | xargs touch", calls.folder().toString());
    Files.writeString(
        calls.folder().resolve("long"), ("needle" + "x".repeat(20_000) + "\n").repeat(1000));

    assertThat(calls.succeed("glob", "{'pattern':'n*'}"))
        .hasLineCount(1001)
        .endsWith("[1000 files shown, there are more; narrow the pattern down]");
    assertThat(calls.succeed("ls", ""))
        .endsWith("[1000 entries shown, there are more; narrow it down with glob]");
    assertThat(calls.succeed("grep", "{'pattern':'needle'}"))
        .hasSizeLessThan(31_000)
        .contains("may be more; narrow down pattern, path or glob]");
    assertThat(calls.succeed("grep", "{'pattern':'needle','max_files':2,'glob':'*.java'}"))
        .endsWith(
            "[2 lines in 2 files shown, there may be more; narrow down pattern, path or glob]");
  }

  @Test
  void whatIsBinaryOrHasAStrangeNameIsSearchedSafely() throws IOException, InterruptedException {
    Files.writeString(calls.folder().resolve("binary"), "needle\0");
    Files.writeString(calls.folder().resolve("two\nlines"), "unusual needle");

    assertThat(calls.succeed("grep", "{'pattern':'needle','glob':'binary'}"))
        .isEqualTo("No line matches.");
    assertThat(calls.succeed("grep", "{'pattern':'unusual'}"))
        .isEqualTo("two\\u000alines:1:unusual needle\n");
  }

  @Test
  void aFolderTooDeepIsLeftOutAndSaid() throws InterruptedException {
    Tool.run(
        "sh",
        "-c",
        "cd $0 && i=0 && while [ $i -lt 150 ]; do mkdir d && cd d && i=$((i+1)); done",
        calls.folder().toString());

    assertThat(calls.succeed("glob", "{'pattern':'nothing'}"))
        .isEqualTo("[not everything could be read; search a smaller folder]");
  }

  @Test
  void aPatternThatTakesForEverIsGivenUp() {
    var deadline = new Deadline(Duration.ofMillis(200));

    assertThatThrownBy(() -> deadline.find(Pattern.compile("(a*)*b\\1"), "a".repeat(5000)))
        .isInstanceOf(Deadline.PassedException.class);
  }

  /// A file that is empty but large takes no room and is made in no time.
  @Test
  void aLineThatTakesForEverIsGivenUp() {
    var endless =
        new InputStream() {
          @Override
          public int read() {
            return 'a';
          }

          @Override
          public int read(byte[] bytes, int offset, int length) {
            Arrays.fill(bytes, offset, offset + length, (byte) 'a');
            return length;
          }
        };
    var reader = new LineReader(endless, 10, new Deadline(Duration.ofMillis(100)));

    assertThatThrownBy(reader::next).isInstanceOf(Deadline.PassedException.class);
  }

  @Test
  void aFileThatTakesTooLongToReadIsLeftToTheShell() throws IOException, InterruptedException {
    Files.writeString(calls.folder().resolve("long"), "line");
    var reading = new ReadFile(new SessionFolders(root).open("s-1"), Duration.ZERO);

    assertThat(reading.call(Arguments.parse("{\"file_path\":\"long\"}", reading.specification())))
        .isEqualTo(
            ToolResult.failure(
                "'long' cannot be read to there in 0 seconds; look at a part of it with execute."));
  }

  @Test
  void aSearchThatTakesForEverCanBeInterrupted() throws Exception {
    Files.writeString(calls.folder().resolve("trap"), "a".repeat(5000));
    Thread searching = Thread.currentThread();
    Thread interrupter =
        Thread.ofPlatform()
            .start(() -> {
              try {
                Thread.sleep(Duration.ofMillis(300));
              } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
              }
              searching.interrupt();
            });

    assertThatThrownBy(() -> calls.call("grep", "{'pattern':'(a*)*b\\\\1','path':'trap'}"))
        .isInstanceOf(InterruptedException.class);
    interrupter.join();
  }

  @Test
  void aPatternThatFillsTheStackIsAMistakeOfTheModel() {
    var deadline = new Deadline(Duration.ofMinutes(1));

    assertThatThrownBy(() -> deadline.find(Pattern.compile("(a|b)*c"), "ab".repeat(500_000)))
        .isInstanceOf(InvalidArgumentsException.class);
  }
}
