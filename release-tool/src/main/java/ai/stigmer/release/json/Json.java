package ai.stigmer.release.json;

import ai.stigmer.release.problem.ReleaseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/// One JSON value, read only. Every accessor that finds another type than it was asked for fails
/// with a problem that names the source and the path.
public final class Json {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final DefaultPrettyPrinter PRETTY =
      new DefaultPrettyPrinter(
              Separators.createDefaultInstance()
                  .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                  .withArrayEmptySeparator("")
                  .withObjectEmptySeparator(""))
          .withObjectIndenter(new DefaultIndenter("  ", "\n"))
          .withArrayIndenter(new DefaultIndenter("  ", "\n"));

  private final String source;
  private final String path;
  private final JsonNode node;

  private Json(String source, String path, JsonNode node) {
    this.source = source;
    this.path = path;
    this.node = node;
  }

  /// Reads one JSON value.
  ///
  /// @param source who sent it, as a problem names it: `the registry 127.0.0.1:5000`
  /// @throws ReleaseException of kind remote if it is not one well-formed JSON value
  public static Json parse(byte[] bytes, String source) {
    try {
      JsonNode node = MAPPER.readTree(bytes);
      if (node == null || node.isMissingNode()) {
        throw ReleaseException.remote(source + " answered with no JSON at all", "");
      }
      return new Json(source, "$", node);
    } catch (JsonProcessingException malformed) {
      throw ReleaseException.remote(
          source + " answered with malformed JSON: " + malformed.getOriginalMessage(), "");
    } catch (IOException malformed) {
      // Jackson guesses UTF-16 and UTF-32, and has another exception for what is neither.
      throw ReleaseException.remote(
          source + " answered with malformed JSON: " + malformed.getMessage(), "");
    }
  }

  /// Reads one JSON value from text.
  ///
  /// @see #parse(byte[], String)
  public static Json parse(String text, String source) {
    return parse(text.getBytes(StandardCharsets.UTF_8), source);
  }

  /// Writes maps, lists, strings, numbers and booleans as compact JSON, members in their maps'
  /// order.
  public static byte[] write(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException unwritable) {
      throw new IllegalArgumentException("not a JSON value: " + value.getClass(), unwritable);
    }
  }

  /// Writes as [#write(Object)], indented by two spaces and ended by a line break.
  public static String writeIndented(Object value) {
    try {
      return MAPPER.writer(PRETTY).writeValueAsString(value) + "\n";
    } catch (JsonProcessingException unwritable) {
      throw new IllegalArgumentException("not a JSON value: " + value.getClass(), unwritable);
    }
  }

  /// The member of that name, which must be there and not null.
  public Json get(String name) {
    return find(name).orElseThrow(() -> wrong(path + "." + name, "is missing"));
  }

  /// The member of that name, or nothing if it is absent or null.
  public Optional<Json> find(String name) {
    if (!node.isObject()) {
      throw wrong(path, "is not an object");
    }
    JsonNode member = node.get(name);
    return member == null || member.isNull()
        ? Optional.empty()
        : Optional.of(new Json(source, path + "." + name, member));
  }

  /// This value as text, which it must be.
  public String text() {
    if (!node.isTextual()) {
      throw wrong(path, "is not a string");
    }
    return node.textValue();
  }

  /// The text of a member that must be there.
  public String text(String name) {
    return get(name).text();
  }

  /// This value as a whole number, which it must be.
  public long number() {
    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
      throw wrong(path, "is not a whole number");
    }
    return node.longValue();
  }

  /// The whole number of a member that must be there.
  public long number(String name) {
    return get(name).number();
  }

  /// This value as a truth value, which it must be.
  public boolean truth() {
    if (!node.isBoolean()) {
      throw wrong(path, "is not true or false");
    }
    return node.booleanValue();
  }

  /// The elements of this array.
  public List<Json> elements() {
    if (!node.isArray()) {
      throw wrong(path, "is not an array");
    }
    return StreamSupport.stream(node.spliterator(), false)
        .map(element -> new Json(source, path + "[]", element))
        .toList();
  }

  /// The members of this object, in the order they were read.
  public Map<String, Json> members() {
    if (!node.isObject()) {
      throw wrong(path, "is not an object");
    }
    var members = new LinkedHashMap<String, Json>();
    node.properties()
        .forEach(member ->
            members.put(
                member.getKey(),
                new Json(source, path + "." + member.getKey(), member.getValue())));
    return members;
  }

  /// The members of this object, whose values must all be text.
  public Map<String, String> texts() {
    var texts = new LinkedHashMap<String, String>();
    members().forEach((name, value) -> texts.put(name, value.text()));
    return texts;
  }

  /// This value as the maps, lists, strings, numbers and booleans that [#write(Object)] takes, in
  /// their order.
  public Object value() {
    return MAPPER.convertValue(node, Object.class);
  }

  /// This value as compact JSON.
  @Override
  public String toString() {
    return node.toString();
  }

  private ReleaseException wrong(String where, String what) {
    return ReleaseException.remote(
        source + " answered with unexpected JSON: " + where + " " + what, "");
  }
}
