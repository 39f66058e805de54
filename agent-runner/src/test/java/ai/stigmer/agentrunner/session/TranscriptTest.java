package ai.stigmer.agentrunner.session;

import static java.nio.file.StandardOpenOption.APPEND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.agentrunner.conversation.Todo;
import ai.stigmer.agentrunner.conversation.ToolRequest;
import ai.stigmer.agentrunner.conversation.ToolResult;
import ai.stigmer.agentrunner.conversation.Turn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TranscriptTest {

  private static final ToolRequest REQUEST = new ToolRequest("c-1", "ls", "{\"path\":\"\\n\"}");
  private static final Turn USER = new Turn.User("Hello,\n\"world\" ä \ud83d\ude00 \u2028");
  private static final Turn MODEL = new Turn.Model("", List.of(REQUEST));
  private static final Turn TOOL = new Turn.Tool(REQUEST, ToolResult.failure("no such folder"));

  @TempDir private Path root;

  private Path file;

  @BeforeEach
  void aSession() {
    new SessionFolders(root).open("s-1");
    file = root.resolve(".stigmer/transcripts/s-1.jsonl");
  }

  @Test
  void everyTurnComesBackAsItWas() {
    transcript().append("e-1", USER);
    transcript().append("e-1", MODEL);
    transcript().append("e-1", TOOL);
    transcript().append("e-2", new Turn.Model("Done.", List.of()));

    assertThat(transcript().turns("e-2"))
        .containsExactly(
            new Transcript.Entry("e-1", USER),
            new Transcript.Entry("e-1", MODEL),
            new Transcript.Entry("e-1", TOOL),
            new Transcript.Entry("e-2", new Turn.Model("Done.", List.of())));
    assertThat(new SessionFolders(root).open("s-2").transcript().turns("e-1")).isEmpty();
  }

  @Test
  void anExecutionComesInOnePieceAndTheOneThatAsksLast() {
    transcript().append("e-1", USER);
    transcript().append("e-1", MODEL);
    transcript().append("e-2", USER);
    transcript().append("e-1", TOOL);

    assertThat(transcript().turns("e-1"))
        .containsExactly(
            new Transcript.Entry("e-2", USER),
            new Transcript.Entry("e-1", USER),
            new Transcript.Entry("e-1", MODEL),
            new Transcript.Entry("e-1", TOOL));
    assertThat(transcript().turns("e-3"))
        .extracting(Transcript.Entry::executionId)
        .containsExactly("e-1", "e-1", "e-1", "e-2");
  }

  /// Else a session that was long in use would take all of the worker's memory.
  @Test
  void ofOthersTheNewestIsRememberedAsFarAsThereIsRoom() {
    transcript().append("e-1", USER);
    for (int step = 0; step < 6; step++) {
      transcript().append("e-2", step == 0 ? USER : MODEL);
      transcript().append("e-2", new Turn.Tool(REQUEST, ToolResult.of("x".repeat(1 << 20))));
    }

    List<Transcript.Entry> remembered = transcript().turns("e-3");

    assertThat(remembered)
        .extracting(Transcript.Entry::executionId)
        .hasSizeGreaterThan(5)
        .containsOnly("e-2");
    assertThat(remembered.subList(0, 2))
        .extracting(Transcript.Entry::turn)
        .containsExactly(USER, MODEL);
    assertThat(transcript().turns("e-2")).hasSize(13);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 30, 8191, 8192, 8193, 100_000})
  void halfALineCountsForNothingAndIsOverwritten(int length) throws IOException {
    transcript().append("e-1", USER);
    Files.writeString(file, "{" + "x".repeat(length - 1), APPEND);

    assertThat(transcript().turns("e-1")).containsExactly(new Transcript.Entry("e-1", USER));
    transcript().append("e-1", MODEL);

    assertThat(transcript().turns("e-1"))
        .containsExactly(new Transcript.Entry("e-1", USER), new Transcript.Entry("e-1", MODEL));
  }

  @Test
  void aFileOfHalfALineIsAnEmptyConversation() throws IOException {
    Files.writeString(file, "{\"execution\":\"e-1\"");

    assertThat(transcript().turns("e-1")).isEmpty();
    transcript().append("e-1", USER);
    assertThat(transcript().turns("e-1")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "", "{}", "[]", "{\"execution\":\"e\",\"user\":{}}"})
  void aDamagedLineIsNamedWithItsRemedy(String line) throws IOException {
    transcript().append("e-1", USER);
    Files.writeString(file, line + "\n", APPEND);

    assertThatThrownBy(() -> transcript().turns("e-1"))
        .isInstanceOf(SessionException.class)
        .hasMessage(
            file.toRealPath()
                + " is damaged in line 2; move it away to begin anew, or begin another session.");
  }

  @Test
  void onlyItsOwnerReadsWhatIsRecorded() throws IOException {
    transcript().append("e-1", USER);
    new SessionFolders(root)
        .open("s-1")
        .todoList()
        .replace(List.of(new Todo("1", "a", Todo.Status.PENDING)));

    try (Stream<Path> records = Files.list(root.resolve(".stigmer/transcripts"))) {
      assertThat(records).hasSize(2).allMatch(record -> permissions(record).equals("rw-------"));
    }
    assertThat(permissions(root.resolve(".stigmer"))).isEqualTo("rwx------");
  }

  @Test
  void aLinkInPlaceOfTheTranscriptIsNeitherReadNorWritten(@TempDir Path outside)
      throws IOException {
    Path target = Files.writeString(outside.resolve("target"), "");
    Files.createSymbolicLink(file, target);

    assertThatThrownBy(() -> transcript().append("e-1", USER)).isInstanceOf(SessionException.class);
    assertThatThrownBy(() -> transcript().turns("e-1")).isInstanceOf(SessionException.class);
    assertThat(target).isEmptyFile();
  }

  @Test
  void aTodoListIsReplacedWhole() {
    TodoList list = new SessionFolders(root).open("s-1").todoList();
    assertThat(list.read()).isEmpty();
    list.replace(
        List.of(
            new Todo("1", "a", Todo.Status.COMPLETED), new Todo("2", "b", Todo.Status.PENDING)));
    list.replace(List.of(new Todo("2", "b \"\n", Todo.Status.IN_PROGRESS)));

    assertThat(new SessionFolders(root).open("s-1").todoList().read())
        .containsExactly(new Todo("2", "b \"\n", Todo.Status.IN_PROGRESS));
  }

  private Transcript transcript() {
    return new SessionFolders(root).open("s-1").transcript();
  }

  private static String permissions(Path path) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }
}
