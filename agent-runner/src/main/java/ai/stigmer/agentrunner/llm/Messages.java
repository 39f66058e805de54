package ai.stigmer.agentrunner.llm;

import ai.stigmer.agentrunner.conversation.ToolRequest;
import ai.stigmer.agentrunner.conversation.ToolSpecification;
import ai.stigmer.agentrunner.conversation.ToolSpecification.Parameter;
import ai.stigmer.agentrunner.conversation.Turn;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.CustomMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.json.JsonArraySchema;
import dev.langchain4j.model.chat.request.json.JsonBooleanSchema;
import dev.langchain4j.model.chat.request.json.JsonEnumSchema;
import dev.langchain4j.model.chat.request.json.JsonIntegerSchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchemaElement;
import dev.langchain4j.model.chat.request.json.JsonStringSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A conversation in LangChain4j's words.
final class Messages {

  private Messages() {}

  /// The request for the next turn.
  static ChatRequest request(
      Provider provider, String instructions, List<Turn> turns, List<ToolSpecification> tools) {
    var messages = new ArrayList<ChatMessage>();
    if (!instructions.isBlank()) {
      messages.add(SystemMessage.from(instructions));
    }
    turns.forEach(turn -> messages.add(message(turn, provider)));
    return ChatRequest.builder()
        .messages(messages)
        .toolSpecifications(tools.stream().map(Messages::tool).toList())
        .build();
  }

  private static ChatMessage message(Turn turn, Provider provider) {
    return switch (turn) {
      case Turn.User(String text) -> UserMessage.from(text);
      case Turn.Model(String text, List<ToolRequest> requests) ->
          AiMessage.builder()
              .text(text)
              .toolExecutionRequests(requests.stream().map(Messages::toolRequest).toList())
              .build();
      case Turn.Tool tool ->
          switch (provider) {
            // LangChain4j's own message would not tell ollama which tool it is from.
            case OLLAMA ->
                CustomMessage.from(
                    Map.of(
                        "role", "tool",
                        "tool_name", tool.request().name(),
                        "tool_call_id", tool.request().id(),
                        "content", marked(tool)));
            case OPENAI -> result(tool).text(marked(tool)).build();
            case ANTHROPIC ->
                result(tool).text(tool.result().text()).isError(tool.result().failed()).build();
          };
    };
  }

  private static ToolExecutionResultMessage.Builder result(Turn.Tool tool) {
    return ToolExecutionResultMessage.builder()
        .id(tool.request().id())
        .toolName(tool.request().name());
  }

  /// The result for a provider that has no other way to tell a failure.
  private static String marked(Turn.Tool tool) {
    return (tool.result().failed() ? "Error: " : "") + tool.result().text();
  }

  /// Arguments that are no JSON object, which the tool has complained of, would be refused.
  private static ToolExecutionRequest toolRequest(ToolRequest request) {
    return ToolExecutionRequest.builder()
        .id(request.id())
        .name(request.name())
        .arguments(ServerWords.object(request.arguments()).isPresent() ? request.arguments() : "{}")
        .build();
  }

  private static dev.langchain4j.agent.tool.ToolSpecification tool(ToolSpecification tool) {
    return dev.langchain4j.agent.tool.ToolSpecification.builder()
        .name(tool.name())
        .description(tool.description())
        .parameters(object(tool.parameters()).build())
        .build();
  }

  private static JsonObjectSchema.Builder object(List<Parameter> fields) {
    var schema =
        JsonObjectSchema.builder()
            .required(fields.stream().filter(Parameter::required).map(Parameter::name).toList());
    fields.forEach(field -> schema.addProperty(field.name(), schema(field)));
    return schema;
  }

  private static JsonSchemaElement schema(Parameter field) {
    String description = field.description();
    return switch (field.type()) {
      case ToolSpecification.Type.Text() ->
          JsonStringSchema.builder().description(description).build();
      case ToolSpecification.Type.WholeNumber() ->
          JsonIntegerSchema.builder().description(description).build();
      case ToolSpecification.Type.Flag() ->
          JsonBooleanSchema.builder().description(description).build();
      case ToolSpecification.Type.Choice(List<String> values) ->
          JsonEnumSchema.builder().enumValues(values).description(description).build();
      case ToolSpecification.Type.Objects(List<Parameter> fields) ->
          JsonArraySchema.builder().items(object(fields).build()).description(description).build();
    };
  }
}
