package ai.stigmer.agentrunner.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.agentrunner.conversation.LanguageModel;
import ai.stigmer.agentrunner.conversation.ModelException;
import ai.stigmer.agentrunner.conversation.ToolResult;
import ai.stigmer.agentrunner.conversation.Turn;
import ai.stigmer.testing.ModelScript;
import ai.stigmer.testing.ScriptedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The stand-in that other tests and the demonstration run, spoken to as a model.
@Timeout(60)
class ScriptedModelTest {

  @Test
  void itAsksForAFileAndThenTellsOfIt() throws InterruptedException {
    try (ScriptedModel scripted = ScriptedModel.start(ModelScript.writesAFile())) {
      LanguageModel model = model(scripted);
      var words = new ArrayList<String>();
      var user = new Turn.User("Grüße an \"alle\"");

      Turn.Model asked = model.reply("", List.of(user), List.of(), words::add);
      var result = new Turn.Tool(asked.toolRequests().getFirst(), ToolResult.of("13 bytes"));
      Turn.Model done = model.reply("", List.of(user, asked, result), List.of(), words::add);

      assertThat(asked.toolRequests())
          .extracting(request -> request.name() + request.arguments())
          .containsExactly(
              "write_file{\"file_path\":\"hello.txt\",\"content\":\"Grüße an \\\"alle\\\"\"}");
      assertThat(done.toolRequests()).isEmpty();
      assertThat(done.text()).contains("scripted stand-in").endsWith("the tool said: 13 bytes");
      assertThat(String.join("", words)).isEqualTo(done.text());
      assertThat(words).hasSizeGreaterThan(3);
      assertThat(scripted.requests()).hasSize(2);
    }
  }

  @Test
  void itRefusesAndFallsSilentAsItIsTold() throws Exception {
    try (ScriptedModel scripted =
        ScriptedModel.start(request ->
            ModelScript.text(ModelScript.last(request)).equals("No")
                ? new ModelScript.Reply.Refusal(400, "I will not")
                : new ModelScript.Reply.Silence())) {
      LanguageModel model = model(scripted);

      assertThatThrownBy(() -> model.reply("", List.of(new Turn.User("No")), List.of(), _ -> {}))
          .isInstanceOf(ModelException.class)
          .hasMessageContaining("(HTTP 400): \"I will not\"");

      Thread asking =
          Thread.ofVirtual()
              .start(() ->
                  assertThatThrownBy(
                      () -> model.reply("", List.of(new Turn.User("Hm")), List.of(), _ -> {})));
      while (scripted.requests().size() < 2) {
        Thread.onSpinWait();
      }
      asking.interrupt();
      assertThat(scripted.isHungUpOnWithin(20)).isTrue();
      asking.join();
    }
  }

  private static LanguageModel model(ScriptedModel scripted) {
    return ConfiguredModels.of(
            new ModelSettings(
                Provider.OPENAI,
                Optional.of("scripted"),
                Map.of(Provider.OPENAI, scripted.baseUrl()),
                Map.of(),
                Asking.PATIENT))
        .named("");
  }
}
