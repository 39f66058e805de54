package ai.stigmer.agentrunner.tool;

import ai.stigmer.agentrunner.conversation.ToolSpecification;
import ai.stigmer.agentrunner.conversation.ToolSpecification.Parameter;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The arguments of a call, checked against the tool's parameters.
final class Arguments {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final JsonNode values;

  private Arguments(JsonNode values) {
    this.values = values;
  }

  /// Reads what a model wrote. Nothing at all stands for no arguments, `null` for an argument that
  /// was left out.
  ///
  /// @throws InvalidArgumentsException if that is no JSON object, or does not fit the parameters
  static Arguments parse(String json, ToolSpecification tool) {
    JsonNode values = read(json.isBlank() ? "{}" : json, tool.name());
    check(values, tool.parameters(), "The arguments of " + tool.name());
    return new Arguments(values);
  }

  String text(String name) {
    return values.path(name).asText();
  }

  Optional<String> optionalText(String name) {
    return values.hasNonNull(name) ? Optional.of(text(name)) : Optional.empty();
  }

  OptionalInt wholeNumber(String name) {
    return values.hasNonNull(name)
        ? OptionalInt.of(values.path(name).asInt())
        : OptionalInt.empty();
  }

  /// The number of that name, at least 1.
  int positive(String name, int fallback) {
    int number = wholeNumber(name).orElse(fallback);
    if (number < 1) {
      throw new InvalidArgumentsException("'%s' is %d; it begins at 1.".formatted(name, number));
    }
    return number;
  }

  boolean flag(String name) {
    return values.path(name).asBoolean();
  }

  List<Arguments> objects(String name) {
    var objects = new ArrayList<Arguments>();
    values.path(name).forEach(object -> objects.add(new Arguments(object)));
    return objects;
  }

  private static JsonNode read(String json, String tool) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException malformed) {
      throw new InvalidArgumentsException(
          "The arguments of %s are no JSON: %s."
              .formatted(tool, Texts.shortened(malformed.getOriginalMessage(), 300)));
    }
  }

  private static void check(JsonNode given, List<Parameter> parameters, String where) {
    if (!(given instanceof ObjectNode object)) {
      throw new InvalidArgumentsException(
          where + " are no JSON object, such as " + example(parameters) + ".");
    }
    List<String> known = parameters.stream().map(Parameter::name).toList();
    for (var names = object.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        throw new InvalidArgumentsException(
            "%s have no '%s'; %s."
                .formatted(
                    where,
                    Texts.shortened(name, 100),
                    known.isEmpty()
                        ? "there are none at all"
                        : "there are: " + String.join(", ", known)));
      }
    }
    for (Parameter parameter : parameters) {
      JsonNode value = object.path(parameter.name());
      if (!value.isMissingNode() && !value.isNull()) {
        check(value, parameter, where);
      } else if (parameter.required()) {
        throw new InvalidArgumentsException(
            "%s lack '%s': %s".formatted(where, parameter.name(), parameter.description()));
      }
    }
  }

  private static void check(JsonNode value, Parameter parameter, String where) {
    String name = parameter.name();
    switch (parameter.type()) {
      case ToolSpecification.Type.Text() -> expect(value.isTextual(), name, "a text");
      case ToolSpecification.Type.WholeNumber() ->
          expect(
              value.isNumber() && value.canConvertToExactIntegral() && value.canConvertToInt(),
              name,
              "a whole number");
      case ToolSpecification.Type.Flag() -> expect(value.isBoolean(), name, "true or false");
      case ToolSpecification.Type.Choice(List<String> values) ->
          expect(
              value.isTextual() && values.contains(value.textValue()),
              name,
              "one of " + String.join(", ", values));
      case ToolSpecification.Type.Objects(List<Parameter> fields) -> {
        expect(value.isArray(), name, "a list of objects");
        value.forEach(
            element -> check(element, fields, "%s: the elements of '%s'".formatted(where, name)));
      }
    }
  }

  private static void expect(boolean fits, String name, String expected) {
    if (!fits) {
      throw new InvalidArgumentsException("'%s' is not %s.".formatted(name, expected));
    }
  }

  private static String example(List<Parameter> parameters) {
    return parameters.isEmpty() ? "{}" : "{\"%s\": …}".formatted(parameters.getFirst().name());
  }
}
