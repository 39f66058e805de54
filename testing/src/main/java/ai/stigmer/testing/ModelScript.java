package ai.stigmer.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.stream.StreamSupport;

/// What a [ScriptedModel] answers.
public interface ModelScript {

  /// The answer to a request.
  ///
  /// @param request the body of an OpenAI chat completion request
  Reply reply(JsonNode request);

  /// One answer.
  sealed interface Reply {

    /// A text, sent word by word.
    record Text(String text) implements Reply {}

    /// Tools to be called.
    record Calls(List<Call> calls) implements Reply {
      /// Copies the calls.
      public Calls {
        calls = List.copyOf(calls);
      }
    }

    /// An HTTP error.
    record Refusal(int status, String message) implements Reply {}

    /// An answer that begins and never goes on, until the client hangs up.
    record Silence() implements Reply {}
  }

  /// A tool to be called.
  ///
  /// @param arguments a JSON object
  record Call(String name, String arguments) {}

  /// Calls that tool.
  static Reply call(String name, String arguments) {
    return new Reply.Calls(List.of(new Call(name, arguments)));
  }

  /// Says that.
  static Reply say(String text) {
    return new Reply.Text(text);
  }

  /// Writes what the user says to `hello.txt` by the tool `write_file`, then tells what the tool
  /// gave back.
  static ModelScript writesAFile() {
    return request -> {
      JsonNode last = last(request);
      return last.path("role").asText().equals("tool")
          ? say("I am a scripted stand-in. I asked for hello.txt, and the tool said: " + text(last))
          : call(
              "write_file",
              new ObjectMapper()
                  .createObjectNode()
                  .put("file_path", "hello.txt")
                  .put("content", text(last))
                  .toString());
    };
  }

  /// The last message of a request.
  static JsonNode last(JsonNode request) {
    JsonNode messages = request.path("messages");
    return messages.path(messages.size() - 1);
  }

  /// The text of a message, which may come in parts.
  static String text(JsonNode message) {
    JsonNode content = message.path("content");
    return content.isTextual()
        ? content.asText()
        : String.join(
            "",
            StreamSupport.stream(content.spliterator(), false)
                .map(part -> part.path("text").asText())
                .toList());
  }
}
