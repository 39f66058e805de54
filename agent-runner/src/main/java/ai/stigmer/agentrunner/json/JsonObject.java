package ai.stigmer.agentrunner.json;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// Writes an object whose values are texts as one line of JSON (RFC 8259).
public final class JsonObject {

  private final Map<String, String> members = new LinkedHashMap<>();

  /// Adds a member, after those there are.
  public JsonObject with(String name, String value) {
    members.put(name, value);
    return this;
  }

  @Override
  public String toString() {
    return members.entrySet().stream()
        .map(member -> quoted(member.getKey()) + ":" + quoted(member.getValue()))
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
