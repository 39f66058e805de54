package ai.stigmer.agentrunner.tool;

import ai.stigmer.agentrunner.conversation.ToolSpecification;
import ai.stigmer.agentrunner.conversation.ToolSpecification.Parameter;
import ai.stigmer.agentrunner.json.JsonValue;
import ai.stigmer.agentrunner.json.MalformedJsonException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The arguments of a call, checked against the tool's parameters.
final class Arguments {

  private final JsonValue values;

  private Arguments(JsonValue values) {
    this.values = values;
  }

  /// Reads what a model wrote. Nothing at all stands for no arguments, `null` for an argument that
  /// was left out.
  ///
  /// @throws InvalidArgumentsException if that is no JSON object, or does not fit the parameters
  static Arguments parse(String json, ToolSpecification tool) {
    JsonValue values = read(json.isBlank() ? "{}" : json, tool.name());
    check(values, tool.parameters(), "The arguments of " + tool.name());
    return new Arguments(values);
  }

  String text(String name) {
    return optionalText(name).orElse("");
  }

  Optional<String> optionalText(String name) {
    return values.get(name).text();
  }

  OptionalInt wholeNumber(String name) {
    JsonValue value = values.get(name);
    return value.isAbsent() ? OptionalInt.empty() : OptionalInt.of(value.number());
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
    return values.get(name).truth().orElse(false);
  }

  List<Arguments> objects(String name) {
    return values.get(name).elements().stream().map(Arguments::new).toList();
  }

  private static JsonValue read(String json, String tool) {
    try {
      return JsonValue.parse(json);
    } catch (MalformedJsonException malformed) {
      throw new InvalidArgumentsException(
          "The arguments of %s are no JSON: %s."
              .formatted(tool, Texts.shortened(String.valueOf(malformed.getMessage()), 300)));
    }
  }

  private static void check(JsonValue given, List<Parameter> parameters, String where) {
    if (!given.isObject()) {
      throw new InvalidArgumentsException(
          where + " are no JSON object, such as " + example(parameters) + ".");
    }
    List<String> known = parameters.stream().map(Parameter::name).toList();
    for (String name : given.names()) {
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
      JsonValue value = given.get(parameter.name());
      if (!value.isAbsent()) {
        check(value, parameter, where);
      } else if (parameter.required()) {
        throw new InvalidArgumentsException(
            "%s lack '%s': %s".formatted(where, parameter.name(), parameter.description()));
      }
    }
  }

  private static void check(JsonValue value, Parameter parameter, String where) {
    String name = parameter.name();
    switch (parameter.type()) {
      case ToolSpecification.Type.Text() -> expect(value.text().isPresent(), name, "a text");
      case ToolSpecification.Type.WholeNumber() ->
          expect(value.isWholeNumber(), name, "a whole number");
      case ToolSpecification.Type.Flag() ->
          expect(value.truth().isPresent(), name, "true or false");
      case ToolSpecification.Type.Choice(List<String> values) ->
          expect(
              value.text().filter(values::contains).isPresent(),
              name,
              "one of " + String.join(", ", values));
      case ToolSpecification.Type.Objects(List<Parameter> fields) -> {
        expect(value.isList(), name, "a list of objects");
        value
            .elements()
            .forEach(element ->
                check(element, fields, "%s: the elements of '%s'".formatted(where, name)));
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
