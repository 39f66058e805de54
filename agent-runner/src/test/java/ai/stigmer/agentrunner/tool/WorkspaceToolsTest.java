package ai.stigmer.agentrunner.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.agentrunner.conversation.Todo;
import ai.stigmer.agentrunner.conversation.Todo.Status;
import ai.stigmer.agentrunner.conversation.ToolSpecification;
import ai.stigmer.testing.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class WorkspaceToolsTest {

  @TempDir private Path root;

  private Calls calls;

  @BeforeEach
  void aSession() {
    calls = Calls.in(root);
  }

  private Path file(String name, String content) throws IOException {
    Path file = calls.folder().resolve(name);
    Tool.run("mkdir", "-p", file.resolveSibling("").toString());
    return Files.writeString(file, content);
  }

  @Test
  void theNineToolsAreOffered() {
    assertThat(calls.tools().specifications())
        .extracting(ToolSpecification::name)
        .containsExactly(
            "write_todos",
            "read_todos",
            "ls",
            "read_file",
            "write_file",
            "edit_file",
            "glob",
            "grep",
            "execute");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "rm | {} | There is no tool 'rm'. The tools are: write_todos,",
        "ls | nonsense | The arguments of ls are no JSON: ",
        "ls | {'path':'.' | The arguments of ls are no JSON: ",
        "ls | {'path':'.'} {} | The arguments of ls are no JSON: ",
        "ls | {'path':'.','path':'..'} | The arguments of ls are no JSON: ",
        "ls | [] | The arguments of ls are no JSON object, such as {\"path\": …}.",
        "ls | null | The arguments of ls are no JSON object",
        "ls | '.' | The arguments of ls are no JSON object",
        "ls | {'folder':'.'} | The arguments of ls have no 'folder'; there are: path",
        "read_todos | {'x':1} | The arguments of read_todos have no 'x'; there are none at all",
        "ls | {'path':1} | 'path' is not a text.",
        "ls | {'path':['.']} | 'path' is not a text.",
        "read_file | {} | The arguments of read_file lack 'file_path': The file, relative",
        "read_file | {'file_path':null} | The arguments of read_file lack 'file_path'",
        "read_file | {'file_path':'a','offset':'1'} | 'offset' is not a whole number.",
        "read_file | {'file_path':'a','offset':1.5} | 'offset' is not a whole number.",
        "read_file | {'file_path':'a','offset':1e99} | 'offset' is not a whole number.",
        "read_file | {'file_path':'a','offset':0} | 'offset' is 0; it begins at 1.",
        "read_file | {'file_path':'a','limit':-5} | 'limit' is -5; it begins at 1.",
        "edit_file | {'file_path':'a','old_string':'a','new_string':'b','replace_all':'yes'} |"
            + " 'replace_all' is not true or false.",
        "write_todos | {'todos':{}} | 'todos' is not a list of objects.",
        "write_todos | {'todos':['a']} | The arguments of write_todos: the elements of 'todos'",
        "write_todos | {'todos':[{'content':'a'}]} | The arguments of write_todos: the elements",
        "write_todos | {'todos':[{'content':'a','status':'done'}]} |"
            + " 'status' is not one of pending, in_progress, completed, cancelled.",
        "grep | {'pattern':'('} | 'pattern' is no regular expression: Unclosed group;",
        "grep | {'pattern':''} | 'pattern' has 0 characters;",
        "glob | {'pattern':'{a'} | The pattern '{a' has a '{' without its '}'.",
        "glob | {'pattern':'[a'} | The pattern '[a' has a '[' without its ']'.",
        "glob | {'pattern':'/etc/*'} | '/etc/*' is no pattern for paths in a folder;",
        "execute | {'command':' '} | 'command' is no command line",
        "execute | {'command':'a\\u0000b'} | 'command' is no command line",
        "read_file | {'file_path':'../x'} | '../x' contains '..'; name the path from the session's",
        "write_file | {'file_path':'/etc/x','content':''} | '/etc/x' is outside the session's folder",
        "ls | {'path':'nowhere'} | 'nowhere' does not exist.",
        "grep | {'pattern':'a','path':'nowhere'} | 'nowhere' does not exist.",
      })
  void whatAModelGetsWrongIsToldToIt(String tool, String arguments, String beginning)
      throws InterruptedException {
    assertThat(calls.fail(tool, arguments)).startsWith(beginning);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "{}", "{'path':null}", "{'path':''}", "{'path':'.'}"})
  void withoutArgumentsTheSessionsFolderIsListed(String arguments)
      throws IOException, InterruptedException {
    file("a.txt", "four");
    file("b/c.txt", "");
    Files.createSymbolicLink(calls.folder().resolve("link"), Path.of("b"));

    assertThat(calls.succeed("ls", arguments))
        .isEqualTo("a.txt (4 bytes)\nb/\nlink (symbolic link, not followed)\n");
    assertThat(calls.succeed("ls", "{'path':'b'}")).isEqualTo("c.txt (0 bytes)\n");
  }

  @Test
  void todosAreReplacedWholeAndSurviveARestart() throws InterruptedException {
    assertThat(calls.succeed("read_todos", "")).isEqualTo("Nothing to do is listed.");
    calls.succeed("write_todos", "{'todos':[{'content':'old','status':'pending'}]}");
    calls.succeed(
        "write_todos",
        "{'todos':[{'content':'read','status':'completed'},"
            + "{'id':'w','content':'write','status':'in_progress'}]}");

    Calls restarted = Calls.in(root);
    assertThat(restarted.succeed("read_todos", "{}"))
        .isEqualTo("1. [completed] read\nw. [in_progress] write");
    assertThat(restarted.tools().todos())
        .containsExactly(
            new Todo("1", "read", Status.COMPLETED), new Todo("w", "write", Status.IN_PROGRESS));
    assertThat(
            restarted.fail(
                "write_todos",
                "{'todos':[{'id':'a','content':'','status':'pending'},"
                    + "{'id':'a','content':'','status':'pending'}]}"))
        .startsWith("Two things to do have the id 'a'");
  }

  @Test
  void aFileIsReadByLinesWithTheirNumbers() throws IOException, InterruptedException {
    file("a.txt", "one\r\ntwo\n\nfour");

    assertThat(calls.succeed("read_file", "{'file_path':'a.txt'}"))
        .isEqualTo("1\tone\n2\ttwo\n3\t\n4\tfour\n");
    assertThat(calls.succeed("read_file", "{'file_path':'a.txt','offset':2,'limit':1}"))
        .isEqualTo("2\ttwo\n[the file goes on; read on with offset 3]");
    assertThat(calls.succeed("read_file", "{'file_path':'a.txt','offset':4}"))
        .isEqualTo("4\tfour\n");
    assertThat(calls.fail("read_file", "{'file_path':'a.txt','offset':5}"))
        .isEqualTo("'a.txt' has 4 lines only.");
    assertThat(calls.fail("read_file", "{'file_path':'a.txt','offset':9}"))
        .isEqualTo("'a.txt' has 4 lines only.");
  }

  @Test
  void emptyBinaryAndEnormousFilesAreToldApart() throws IOException, InterruptedException {
    file("empty", "");
    file("binary", "a\0b");
    file("wide", "x".repeat(1_000_000) + "\nnext");
    file("long", "line\n".repeat(100_000));
    Tool.run("truncate", "-s", "20G", calls.folder().resolve("hole").toString());

    assertThat(calls.succeed("read_file", "{'file_path':'empty'}")).isEqualTo("'empty' is empty.");
    assertThat(calls.fail("read_file", "{'file_path':'binary'}"))
        .startsWith("'binary' is no text but a binary file of 3 bytes;");
    assertThat(calls.fail("read_file", "{'file_path':'hole'}")).contains("21474836480 bytes");
    assertThat(calls.fail("edit_file", "{'file_path':'hole','old_string':'a','new_string':'b'}"))
        .contains("larger than");
    assertThat(calls.succeed("read_file", "{'file_path':'wide'}"))
        .hasSizeLessThan(2100)
        .endsWith("… [line cut]\n2\tnext\n");
    assertThat(calls.succeed("read_file", "{'file_path':'long','limit':1000000}"))
        .hasSizeLessThan(31_000)
        .matches("(?s).*\\[the file goes on; read on with offset \\d+]");
  }

  @Test
  void aPipeBlocksNoTool() throws IOException, InterruptedException {
    Tool.run("mkfifo", calls.folder().resolve("pipe").toString());
    file("a.txt", "needle");

    assertThat(calls.fail("read_file", "{'file_path':'pipe'}"))
        .isEqualTo("'pipe' is a device, a pipe or a socket, not a file.");
    assertThat(calls.fail("write_file", "{'file_path':'pipe','content':'x'}")).contains("pipe");
    assertThat(calls.fail("edit_file", "{'file_path':'pipe','old_string':'a','new_string':'b'}"))
        .contains("pipe");
    assertThat(calls.fail("grep", "{'pattern':'needle','path':'pipe'}")).contains("pipe");
    assertThat(calls.succeed("grep", "{'pattern':'needle'}")).isEqualTo("a.txt:1:needle\n");
    assertThat(calls.succeed("ls", "")).contains("pipe (device, pipe or socket)");
  }

  @Test
  void aFileIsWrittenWhereItsFolderWasNotYet() throws InterruptedException {
    assertThat(calls.succeed("write_file", "{'file_path':'a/b/ä.txt','content':'é\\n'}"))
        .isEqualTo("Wrote 3 bytes to 'a/b/ä.txt'.");
    calls.succeed("write_file", "{'file_path':'./a/b/ä.txt','content':'two'}");

    assertThat(calls.folder().resolve("a/b/ä.txt")).hasContent("two");
    assertThat(calls.fail("write_file", "{'file_path':'a','content':''}"))
        .isEqualTo("'a' is a folder.");
    assertThat(calls.fail("write_file", "{'file_path':'a/b/ä.txt/c','content':''}"))
        .isEqualTo("'a/b/ä.txt' is no folder.");
  }

  @Test
  void anEditNeedsOneExactPlaceOrIsAskedForAll() throws IOException, InterruptedException {
    Path file = file("a.txt", "one $1 two\none\n");

    assertThat(calls.fail("edit_file", "{'file_path':'a.txt','old_string':'one','new_string':'x'}"))
        .startsWith("'old_string' is in 'a.txt' 2 times;");
    assertThat(calls.fail("edit_file", "{'file_path':'a.txt','old_string':'ONE','new_string':''}"))
        .startsWith("'old_string' is not in 'a.txt';");
    assertThat(calls.fail("edit_file", "{'file_path':'a.txt','old_string':'','new_string':'x'}"))
        .startsWith("'old_string' is empty;");
    assertThat(calls.fail("edit_file", "{'file_path':'a.txt','old_string':'a','new_string':'a'}"))
        .startsWith("'old_string' and 'new_string' are equal;");
    assertThat(file).hasContent("one $1 two\none\n");

    assertThat(
            calls.succeed(
                "edit_file", "{'file_path':'a.txt','old_string':'$1 t','new_string':'\\\\$0'}"))
        .isEqualTo("Replaced 1 place in 'a.txt'.");
    assertThat(
            calls.succeed(
                "edit_file",
                "{'file_path':'a.txt','old_string':'one','new_string':'','replace_all':true}"))
        .isEqualTo("Replaced 2 places in 'a.txt'.");
    assertThat(file).hasContent(" \\$0wo\n\n");
  }

  @Test
  void anEditSpoilsNoBinaryFileAndFillsNoMemory() throws IOException, InterruptedException {
    Path binary = calls.folder().resolve("binary");
    Files.write(binary, new byte[] {'a', (byte) 0xff});
    file("many", "a".repeat(1_000_000));

    assertThat(calls.fail("edit_file", "{'file_path':'binary','old_string':'a','new_string':'b'}"))
        .startsWith("'binary' is no UTF-8 text;");
    assertThat(
            calls.fail(
                "edit_file",
                "{'file_path':'many','old_string':'a','new_string':'%s','replace_all':true}"
                    .formatted("b".repeat(10_000))))
        .startsWith("'many' is or would be larger than");
    assertThat(binary).hasBinaryContent(new byte[] {'a', (byte) 0xff});
  }

  @Test
  void whoIsInterruptedStopsReading() throws IOException {
    file("a.txt", "a");
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> calls.call("read_file", "{'file_path':'a.txt'}"))
        .isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
  }
}
