package ai.stigmer.agentrunner.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// A value that was read from JSON (RFC 8259). What is not there is a value, too: it is absent, and
/// so is all that is in it.
public final class JsonValue {

  private static final JsonMapper LENIENT = new JsonMapper();
  private static final JsonMapper STRICT =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final JsonNode node;

  private JsonValue(JsonNode node) {
    this.node = node;
  }

  /// Reads a text that is one value; an object that has a member twice is refused.
  public static JsonValue parse(String text) throws MalformedJsonException {
    return parse(STRICT, text);
  }

  /// Reads the value a text begins with, as others read it.
  public static JsonValue parseLeniently(String text) throws MalformedJsonException {
    return parse(LENIENT, text);
  }

  private static JsonValue parse(JsonMapper mapper, String text) throws MalformedJsonException {
    try {
      JsonNode node = mapper.readTree(text);
      return new JsonValue(node == null ? MissingNode.getInstance() : node);
    } catch (JsonProcessingException malformed) {
      throw new MalformedJsonException(malformed.getOriginalMessage(), malformed);
    }
  }

  /// A member of an object.
  public JsonValue get(String name) {
    return new JsonValue(node.path(name));
  }

  /// The names of an object's members, in their order.
  public List<String> names() {
    return node.properties().stream().map(member -> member.getKey()).toList();
  }

  /// The elements of a list.
  public List<JsonValue> elements() {
    Stream<JsonNode> elements =
        node.isArray() ? StreamSupport.stream(node.spliterator(), false) : Stream.of();
    return elements.map(JsonValue::new).toList();
  }

  /// The first element of a list.
  public JsonValue first() {
    return new JsonValue(node.path(0));
  }

  /// Whether nothing is there, or null.
  public boolean isAbsent() {
    return node.isMissingNode() || node.isNull();
  }

  /// Whether it is an object.
  public boolean isObject() {
    return node.isObject();
  }

  /// Whether it is a list.
  public boolean isList() {
    return node.isArray();
  }

  /// Whether it is a number without a fraction that an `int` holds.
  public boolean isWholeNumber() {
    return node.isNumber() && node.canConvertToExactIntegral() && node.canConvertToInt();
  }

  /// The text, if it is one.
  public Optional<String> text() {
    return Optional.ofNullable(node.textValue());
  }

  /// The number; 0 if it is none.
  public int number() {
    return node.asInt();
  }

  /// The truth value, if it is one.
  public Optional<Boolean> truth() {
    return node.isBoolean() ? Optional.of(node.booleanValue()) : Optional.empty();
  }

  /// Sets a member of an object, here and in what this was taken from.
  public void set(String name, int value) {
    object().put(name, value);
  }

  /// Removes a member of an object, here and in what this was taken from.
  public void remove(String name) {
    object().remove(name);
  }

  private ObjectNode object() {
    if (node instanceof ObjectNode object) {
      return object;
    }
    throw new IllegalStateException("no object of JSON: " + node.getNodeType());
  }

  /// The value as JSON, on one line.
  @Override
  public String toString() {
    return node.toString();
  }
}
