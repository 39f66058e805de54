package ai.stigmer.agentrunner.execution;

import static ai.stigmer.agentrunner.execution.ScriptedReplies.asks;
import static ai.stigmer.agentrunner.execution.ScriptedReplies.says;
import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.agentrunner.conversation.ToolRequest;
import ai.stigmer.agentrunner.conversation.ToolResult;
import ai.stigmer.agentrunner.conversation.Turn;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContextWindowTest {

  private static final Turn.User PERSON = new Turn.User("go");

  @Test
  void whatFitsIsSentAsItIs() {
    List<Turn> turns = List.of(PERSON, asks("echo c1"), result("c1", 1_000), says("done"), PERSON);

    assertThat(ContextWindow.of(turns)).isEqualTo(turns);
  }

  @Test
  void aCallThatWasNeverDoneGetsAResultThatSaysSo() {
    List<Turn> sent =
        ContextWindow.of(List.of(PERSON, asks("echo c1", "echo c2"), result("c1", 1), PERSON));

    assertThat(sent).hasSize(5);
    assertThat(sent.get(3))
        .isInstanceOfSatisfying(
            Turn.Tool.class,
            tool -> {
              assertThat(tool.request().id()).isEqualTo("c2");
              assertThat(tool.result().failed()).isTrue();
            });
  }

  @Test
  void theOldestResultsAreShortenedFirstAndTheNewestNever() {
    var turns = new ArrayList<Turn>(List.of(PERSON));
    for (int call = 0; call < 4; call++) {
      turns.add(asks("echo c" + call));
      turns.add(result("c" + call, 100_000));
    }

    List<Turn> sent = ContextWindow.of(turns);

    assertThat(sent).hasSameSizeAs(turns);
    assertThat(sent.get(2).toString()).hasSizeLessThan(1_000).contains("call the tool again");
    assertThat(sent.get(4).toString()).hasSizeLessThan(1_000);
    assertThat(sent.subList(5, 9)).isEqualTo(turns.subList(5, 9));
  }

  @Test
  void theOldestTurnsAreLeftOutWhenThatIsNotEnough() {
    var turns = new ArrayList<Turn>();
    turns.add(new Turn.User("long ago"));
    turns.add(says("x".repeat(200_000)));
    turns.add(PERSON);
    for (int call = 0; call < 3; call++) {
      turns.add(asks("write_file c%d %s".formatted(call, "y".repeat(120_000))));
      turns.add(result("c" + call, 10));
    }

    List<Turn> sent = ContextWindow.of(turns);

    assertThat(sent.getFirst()).isEqualTo(PERSON);
    assertThat(sent.subList(1, sent.size())).isEqualTo(turns.subList(5, turns.size()));
  }

  @Test
  void aConversationNeverOpensWithAModel() {
    List<Turn> turns =
        List.of(
            new Turn.User("z".repeat(300_000)),
            asks("echo c1"),
            result("c1", 10),
            says("done"),
            PERSON);

    assertThat(ContextWindow.of(turns)).containsExactly(PERSON);
  }

  private static Turn.Tool result(String id, int length) {
    return new Turn.Tool(new ToolRequest(id, "echo", "{}"), ToolResult.of("r".repeat(length)));
  }
}
