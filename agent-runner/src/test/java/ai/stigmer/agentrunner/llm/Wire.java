package ai.stigmer.agentrunner.llm;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What each provider sends, as it was seen to.
enum Wire {
  OLLAMA(Provider.OLLAMA, "/api/chat") {
    @Override
    String begun(String... words) {
      return Arrays.stream(words)
          .map(word ->
              """
              {"model":"m","created_at":"2025-11-21T09:00:00.1Z","message":{"role":"assistant","content":%s},"done":false}
              """
                  .formatted(TextNode.valueOf(word)))
          .collect(Collectors.joining());
    }

    @Override
    String end(String reason) {
      return """
      {"model":"m","created_at":"2025-11-21T09:00:01.2Z","message":{"role":"assistant","content":""},"done_reason":"%s","done":true,"total_duration":1,"prompt_eval_count":9,"eval_count":4}
      """
          .formatted(reason);
    }

    // One message with both, without ids and without numbers, and one more that says it is the
    // first too.
    @Override
    String calls() {
      return """
      {"model":"m","message":{"role":"assistant","content":"","tool_calls":[{"function":{"name":"write_file","arguments":{"path":"a.txt","content":"A"}}},{"function":{"name":"ls","arguments":{}}}]},"done":false}
      {"model":"m","message":{"role":"assistant","content":"","tool_calls":[{"function":{"index":0,"name":"ls","arguments":{"path":"b"}}}]},"done":false}
      """
          + end("stop");
    }

    @Override
    String error(String type, String message) {
      return "{\"error\":%s}\n".formatted(TextNode.valueOf(message));
    }
  },

  ANTHROPIC(Provider.ANTHROPIC, "/v1/messages") {
    private static final String START =
        """
        event: message_start
        data: {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","content":[],"model":"m","stop_reason":null,"usage":{"input_tokens":9,"output_tokens":1}}}

        event: ping
        data: {"type":"ping"}

        """;

    @Override
    String begun(String... words) {
      return START
          + """
          event: content_block_start
          data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

          """
          + Arrays.stream(words)
              .map(word ->
                  """
                  event: content_block_delta
                  data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":%s}}

                  """
                      .formatted(TextNode.valueOf(word)))
              .collect(Collectors.joining());
    }

    @Override
    String end(String reason) {
      return """
      event: content_block_stop
      data: {"type":"content_block_stop","index":0}

      """
          + stop(reason.equals("length") ? "max_tokens" : "end_turn");
    }

    private static String stop(String reason) {
      return """
      event: message_delta
      data: {"type":"message_delta","delta":{"stop_reason":"%s","stop_sequence":null},"usage":{"output_tokens":4}}

      event: message_stop
      data: {"type":"message_stop"}

      """
          .formatted(reason);
    }

    @Override
    String calls() {
      return START
          + call(0, "toolu_1", "write_file", "{\"path\":\"a.txt\",", "\"content\":\"A\"}")
          + call(1, "toolu_2", "ls", "")
          + call(2, "toolu_3", "ls", "{\"path\":\"b\"}")
          + stop("tool_use");
    }

    private static String call(int index, String id, String name, String... pieces) {
      return """
      event: content_block_start
      data: {"type":"content_block_start","index":%d,"content_block":{"type":"tool_use","id":"%s","name":"%s","input":{}}}

      """
              .formatted(index, id, name)
          + Arrays.stream(pieces)
              .map(piece ->
                  """
                  event: content_block_delta
                  data: {"type":"content_block_delta","index":%d,"delta":{"type":"input_json_delta","partial_json":%s}}

                  """
                      .formatted(index, TextNode.valueOf(piece)))
              .collect(Collectors.joining())
          + """
          event: content_block_stop
          data: {"type":"content_block_stop","index":%d}

          """
              .formatted(index);
    }

    @Override
    String error(String type, String message) {
      return """
      event: error
      data: {"type":"error","error":{"type":"%s","message":%s}}

      """
          .formatted(type, TextNode.valueOf(message));
    }
  },

  OPENAI(Provider.OPENAI, "/v1/chat/completions") {
    @Override
    String begun(String... words) {
      return piece("{\"role\":\"assistant\",\"content\":\"\"}")
          + Arrays.stream(words)
              .map(word -> piece("{\"content\":%s}".formatted(TextNode.valueOf(word))))
              .collect(Collectors.joining());
    }

    private static String piece(String delta) {
      return """
      data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1763715600,"model":"m","choices":[{"index":0,"delta":%s,"finish_reason":null}]}

      """
          .formatted(delta);
    }

    @Override
    String end(String reason) {
      return """
      data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1763715600,"model":"m","choices":[{"index":0,"delta":{},"finish_reason":"%s"}]}

      data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1763715600,"model":"m","choices":[],"usage":{"prompt_tokens":9,"completion_tokens":4,"total_tokens":13}}

      data: [DONE]

      """
          .formatted(reason);
    }

    // The third call says it is the second too, as an ollama behind this API does.
    @Override
    String calls() {
      return piece(
              """
              {"role":"assistant","tool_calls":[{"index":0,"id":"call_1","type":"function","function":{"name":"write_file","arguments":""}}]}\
              """)
          + IntStream.range(0, 2)
              .mapToObj(half ->
                  piece(
                      """
                      {"tool_calls":[{"index":0,"function":{"arguments":%s}}]}\
                      """
                          .formatted(
                              TextNode.valueOf(
                                  half == 0 ? "{\"path\":\"a.txt\"," : "\"content\":\"A\"}"))))
              .collect(Collectors.joining())
          + piece(
              """
              {"tool_calls":[{"index":1,"id":"call_2","type":"function","function":{"name":"ls","arguments":"{}"}}]}\
              """)
          + piece(
              """
              {"tool_calls":[{"index":1,"id":"call_3","type":"function","function":{"name":"ls","arguments":"{\\"path\\":\\"b\\"}"}}]}\
              """)
          + end("tool_calls");
    }

    @Override
    String error(String type, String message) {
      return """
      data: {"error":{"message":%s,"type":"%s","param":null,"code":null}}

      """
          .formatted(TextNode.valueOf(message), type);
    }
  };

  private final Provider provider;
  private final String path;

  Wire(Provider provider, String path) {
    this.provider = provider;
    this.path = path;
  }

  Provider provider() {
    return provider;
  }

  /// Where requests go.
  String path() {
    return path;
  }

  /// An answer that says these words and is not over.
  abstract String begun(String... words);

  /// The end of such an answer.
  abstract String end(String reason);

  /// An answer that calls `write_file` with `a.txt` and `A`, `ls` without arguments, and `ls` with
  /// `b`.
  abstract String calls();

  /// An error in place of a piece.
  abstract String error(String type, String message);

  /// A whole answer.
  String says(String... words) {
    return begun(words) + end("stop");
  }
}
