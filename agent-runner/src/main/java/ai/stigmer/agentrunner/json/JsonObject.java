package ai.stigmer.agentrunner.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Writes an object as one line of JSON (RFC 8259). Members are added after those there are.
public final class JsonObject {

  /// The values are JSON.
  private final Map<String, String> members = new LinkedHashMap<>();

  /// Adds a text.
  public JsonObject with(String name, String value) {
    return withJson(name, quoted(value));
  }

  /// Adds a truth value.
  public JsonObject with(String name, boolean value) {
    return withJson(name, Boolean.toString(value));
  }

  /// Adds an object.
  public JsonObject with(String name, JsonObject value) {
    return withJson(name, value.toString());
  }

  /// Adds a list of objects.
  public JsonObject with(String name, List<JsonObject> values) {
    return withJson(name, list(values));
  }

  /// A list of objects on one line.
  public static String list(List<JsonObject> values) {
    return values.stream().map(JsonObject::toString).collect(Collectors.joining(",", "[", "]"));
  }

  /// Adds a value that somebody else wrote as JSON, on one line.
  public JsonObject withJson(String name, String json) {
    members.put(name, json);
    return this;
  }

  @Override
  public String toString() {
    return members.entrySet().stream()
        .map(member -> quoted(member.getKey()) + ":" + member.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String quoted(String text) {
    var json = new StringBuilder(text.length() + 2).append('"');
    for (int index = 0; index < text.length(); index++) {
      char character = text.charAt(index);
      switch (character) {
        case '"', '\\' -> json.append('\\').append(character);
        case '\n' -> json.append("\\n");
        case '\r' -> json.append("\\r");
        case '\t' -> json.append("\\t");
        default -> {
          if (character < ' ' || (Character.isSurrogate(character) && isAlone(text, index))) {
            json.append("\\u%04x".formatted((int) character));
          } else {
            json.append(character);
          }
        }
      }
    }
    return json.append('"').toString();
  }

  /// Half a pair cannot be written as UTF-8.
  private static boolean isAlone(String text, int index) {
    return Character.isHighSurrogate(text.charAt(index))
        ? index + 1 == text.length() || !Character.isLowSurrogate(text.charAt(index + 1))
        : index == 0 || !Character.isHighSurrogate(text.charAt(index - 1));
  }
}
