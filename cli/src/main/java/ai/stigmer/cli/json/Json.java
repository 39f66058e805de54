package ai.stigmer.cli.json;

import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import com.grack.nanojson.JsonWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// A JSON value, or the absence of one. Every question about a value that is absent or of another
/// kind is answered by "nothing".
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc8259">RFC 8259</a>
public final class Json {

  private static final Json ABSENT = new Json(null);

  private final @Nullable Object value;

  private Json(@Nullable Object value) {
    this.value = value;
  }

  /// Reads one value.
  ///
  /// @throws IllegalArgumentException if the text is not JSON; its message quotes nothing of it
  public static Json parse(String text) {
    try {
      return new Json(JsonParser.any().from(text));
    } catch (JsonParserException notJson) {
      throw new IllegalArgumentException(
          "not JSON at line %d, column %d"
              .formatted(notJson.getLinePosition(), notJson.getCharPosition()),
          notJson);
    }
  }

  /// Writes a map, list, string, number, boolean or null as one line; maps keep their order.
  public static String write(@Nullable Object value) {
    return JsonWriter.string(value);
  }

  /// The value under these names, each inside the one before.
  public Json at(String... names) {
    Json found = this;
    for (String name : names) {
      found = found.value instanceof Map<?, ?> map ? new Json(map.get(name)) : ABSENT;
    }
    return found;
  }

  /// The text, if this is a string.
  public Optional<String> text() {
    return value instanceof String text ? Optional.of(text) : Optional.empty();
  }

  /// The text, or nothing written if this is no string.
  public String textOrEmpty() {
    return text().orElse("");
  }

  /// The number without its fraction, if this is a number.
  public OptionalLong number() {
    return value instanceof Number number
        ? OptionalLong.of(number.longValue())
        : OptionalLong.empty();
  }

  /// Whether this is `true`.
  public boolean isTrue() {
    return Boolean.TRUE.equals(value);
  }

  /// Whether there is a value, other than `null`.
  public boolean isPresent() {
    return value != null;
  }

  /// The elements, if this is an array.
  public List<Json> items() {
    return value instanceof List<?> list ? list.stream().<Json>map(Json::new).toList() : List.of();
  }

  /// The elements that are strings.
  public List<String> texts() {
    return items().stream().flatMap(item -> item.text().stream()).toList();
  }

  /// The members whose values are strings, in their order.
  public Map<String, String> textMembers() {
    var members = new LinkedHashMap<String, String>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((name, member) -> {
        if (member instanceof String text) {
          members.put(String.valueOf(name), text);
        }
      });
    }
    return members;
  }

  /// The value as JSON.
  @Override
  public String toString() {
    return write(value);
  }
}
