package ai.stigmer.agentrunner.llm;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.agentrunner.conversation.ToolRequest;
import ai.stigmer.agentrunner.conversation.ToolResult;
import ai.stigmer.agentrunner.conversation.ToolSpecification;
import ai.stigmer.agentrunner.conversation.ToolSpecification.Parameter;
import ai.stigmer.agentrunner.conversation.ToolSpecification.Type.Choice;
import ai.stigmer.agentrunner.conversation.ToolSpecification.Type.Flag;
import ai.stigmer.agentrunner.conversation.ToolSpecification.Type.Objects;
import ai.stigmer.agentrunner.conversation.ToolSpecification.Type.Text;
import ai.stigmer.agentrunner.conversation.ToolSpecification.Type.WholeNumber;
import ai.stigmer.agentrunner.conversation.Turn;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is said to each provider, and what is heard.
class ConversationTest {

  private static final ToolSpecification TOOL =
      new ToolSpecification(
          "plan",
          "Plans",
          List.of(
              new Parameter("path", new Text(), true, "A path"),
              new Parameter("count", new WholeNumber(), false, "How many"),
              new Parameter("all", new Flag(), false, "Whether all"),
              new Parameter(
                  "todos",
                  new Objects(
                      List.of(
                          new Parameter(
                              "status", new Choice(List.of("open", "done")), true, "How far"))),
                  true,
                  "The plan")));

  private static final String SCHEMA =
      """
      {"type":"object","required":["path","todos"],"properties":{
        "path":{"type":"string","description":"A path"},
        "count":{"type":"integer","description":"How many"},
        "all":{"type":"boolean","description":"Whether all"},
        "todos":{"type":"array","description":"The plan","items":{
          "type":"object","required":["status"],"properties":{
            "status":{"type":"string","description":"How far","enum":["open","done"]}}}}}}
      """;

  private static final ToolRequest READ =
      new ToolRequest("id-1", "read_file", "{\"path\":\"a.txt\"}");
  private static final ToolRequest LIST = new ToolRequest("id-2", "ls", "{broken");

  private static final List<Turn> TURNS =
      List.of(
          new Turn.User("Look"),
          new Turn.Model("I look.", List.of(READ, LIST)),
          new Turn.Tool(READ, ToolResult.of("A")),
          new Turn.Tool(LIST, ToolResult.failure("no JSON")),
          new Turn.Model("", List.of(READ)),
          new Turn.Tool(READ, ToolResult.of("")),
          new Turn.User("And?"));

  @ParameterizedTest
  @EnumSource
  void wordsArriveOneByOneAndAsAWhole(Wire wire) throws InterruptedException {
    try (var server = ProviderServer.start(ProviderServer.stream(wire.says("Hé", "llo ", "you")))) {
      Asking asking = Asking.at(server, wire);

      assertThat(asking.greet()).isEqualTo(new Turn.Model("Héllo you", List.of()));
      assertThat(asking.pieces()).containsExactly("Hé", "llo ", "you");
      assertThat(server.received().getFirst().path()).isEqualTo(wire.path());
    }
  }

  @ParameterizedTest
  @EnumSource
  void severalToolCallsInOneAnswerStayApart(Wire wire) throws InterruptedException {
    try (var server = ProviderServer.start(ProviderServer.stream(wire.calls()))) {
      Turn.Model answer = Asking.at(server, wire).greet();

      assertThat(answer.text()).isEmpty();
      assertThat(answer.toolRequests())
          .extracting(request -> request.name() + request.arguments())
          .containsExactly(
              "write_file{\"path\":\"a.txt\",\"content\":\"A\"}", "ls{}", "ls{\"path\":\"b\"}");
      assertThat(answer.toolRequests())
          .extracting(ToolRequest::id)
          .allMatch(id -> id.matches("[\\w-]{5,40}"))
          .doesNotHaveDuplicates();
    }
  }

  @ParameterizedTest
  @EnumSource
  void anIdTheConversationKnowsIsNotGivenAgain(Wire wire) throws InterruptedException {
    try (var server =
        ProviderServer.start(
            ProviderServer.stream(wire.calls()), ProviderServer.stream(wire.calls()))) {
      Asking asking = Asking.at(server, wire);
      Turn.Model first = asking.greet();

      Turn.Model second =
          asking
              .models()
              .named("")
              .reply("", List.of(first, new Turn.User("Again")), List.of(), _ -> {});

      assertThat(second.toolRequests())
          .extracting(ToolRequest::id)
          .doesNotContainAnyElementsOf(first.toolRequests().stream().map(ToolRequest::id).toList());
    }
  }

  @Test
  void ollamaIsToldWhichToolEachResultIsFrom() throws Exception {
    assertThat(sent(Wire.OLLAMA))
        .isEqualTo(
            json(
                """
                {"model":"m","stream":true,"options":{},"messages":[
                  {"role":"system","content":"Be brief."},
                  {"role":"user","content":"Look"},
                  {"role":"assistant","content":"I look.","tool_calls":[
                    {"id":"id-1","function":{"name":"read_file","arguments":{"path":"a.txt"}}},
                    {"id":"id-2","function":{"name":"ls","arguments":{}}}]},
                  {"role":"tool","tool_name":"read_file","tool_call_id":"id-1","content":"A"},
                  {"role":"tool","tool_name":"ls","tool_call_id":"id-2","content":"Error: no JSON"},
                  {"role":"assistant","content":"","tool_calls":[
                    {"id":"id-1","function":{"name":"read_file","arguments":{"path":"a.txt"}}}]},
                  {"role":"tool","tool_name":"read_file","tool_call_id":"id-1","content":""},
                  {"role":"user","content":"And?"}],
                 "tools":[{"type":"function","function":
                   {"name":"plan","description":"Plans","parameters":%s}}]}
                """
                    .formatted(SCHEMA)));
  }

  @Test
  void anthropicGetsTheResultsOfOneAnswerInOneMessage() throws Exception {
    assertThat(sent(Wire.ANTHROPIC))
        .isEqualTo(
            json(
                """
                {"model":"m","stream":true,"max_tokens":16000,
                 "system":[{"type":"text","text":"Be brief."}],
                 "messages":[
                  {"role":"user","content":[{"type":"text","text":"Look"}]},
                  {"role":"assistant","content":[
                    {"type":"text","text":"I look."},
                    {"type":"tool_use","id":"id-1","name":"read_file","input":{"path":"a.txt"}},
                    {"type":"tool_use","id":"id-2","name":"ls","input":{}}]},
                  {"role":"user","content":[
                    {"type":"tool_result","tool_use_id":"id-1","content":"A"},
                    {"type":"tool_result","tool_use_id":"id-2","content":"no JSON","is_error":true}]},
                  {"role":"assistant","content":[
                    {"type":"tool_use","id":"id-1","name":"read_file","input":{"path":"a.txt"}}]},
                  {"role":"user","content":[
                    {"type":"tool_result","tool_use_id":"id-1","content":""}]},
                  {"role":"user","content":[{"type":"text","text":"And?"}]}],
                 "tools":[{"name":"plan","description":"Plans","input_schema":%s}]}
                """
                    .formatted(SCHEMA)));
  }

  @Test
  void openaiGetsEachResultInAMessage() throws Exception {
    assertThat(sent(Wire.OPENAI))
        .isEqualTo(
            json(
                """
                {"model":"m","stream":true,"stream_options":{"include_usage":true},"messages":[
                  {"role":"system","content":"Be brief."},
                  {"role":"user","content":"Look"},
                  {"role":"assistant","content":"I look.","tool_calls":[
                    {"id":"id-1","type":"function","function":
                      {"name":"read_file","arguments":"{\\"path\\":\\"a.txt\\"}"}},
                    {"id":"id-2","type":"function","function":{"name":"ls","arguments":"{}"}}]},
                  {"role":"tool","tool_call_id":"id-1","content":"A"},
                  {"role":"tool","tool_call_id":"id-2","content":"Error: no JSON"},
                  {"role":"assistant","content":"","tool_calls":[
                    {"id":"id-1","type":"function","function":
                      {"name":"read_file","arguments":"{\\"path\\":\\"a.txt\\"}"}}]},
                  {"role":"tool","tool_call_id":"id-1","content":""},
                  {"role":"user","content":"And?"}],
                 "tools":[{"type":"function","function":
                   {"name":"plan","description":"Plans","parameters":%s}}]}
                """
                    .formatted(SCHEMA)));
  }

  @ParameterizedTest
  @EnumSource
  void theKeyGoesWhereTheProviderLooksForIt(Wire wire) throws InterruptedException {
    try (var server = ProviderServer.start(ProviderServer.stream(wire.says("Hello")))) {
      Asking.at(server, wire).greet();

      var headers = server.received().getFirst().headers();
      assertThat(
              wire == Wire.ANTHROPIC
                  ? headers.getFirst("x-api-key")
                  : headers.getFirst("Authorization"))
          .endsWith(Asking.KEY.reveal());
      assertThat(headers.getFirst("Content-Type")).isEqualTo("application/json");
    }
  }

  private static JsonNode sent(Wire wire) throws InterruptedException {
    try (var server = ProviderServer.start(ProviderServer.stream(wire.says("Yes")))) {
      Asking.at(server, wire).models().named("").reply("Be brief.", TURNS, List.of(TOOL), _ -> {});
      return server.received().getFirst().body();
    }
  }

  private static JsonNode json(String text) throws JsonProcessingException {
    return new ObjectMapper().readTree(text);
  }
}
