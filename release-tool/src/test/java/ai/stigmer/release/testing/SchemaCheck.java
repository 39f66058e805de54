package ai.stigmer.release.testing;

import ai.stigmer.release.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Holds JSON against a JSON Schema (draft 2020-12), as far as our own schemas use it; a keyword it
/// does not know is a violation, so that nothing passes unchecked.
public final class SchemaCheck {

  private final Json schema;
  private final List<String> violations = new ArrayList<>();

  private SchemaCheck(Json schema) {
    this.schema = schema;
  }

  /// What is wrong with a value, a line each.
  public static List<String> violations(Json schema, Json value) {
    return violations(schema, schema, value);
  }

  /// What is wrong with a value by one rule of a schema, a line each.
  public static List<String> violations(Json schema, Json rule, Json value) {
    var check = new SchemaCheck(schema);
    check.check("$", rule, value);
    return check.violations;
  }

  private void check(String path, Json rule, Json value) {
    rule.members()
        .forEach((keyword, wanted) -> {
          switch (keyword) {
            case "$schema", "$defs", "title", "description", "additionalProperties" -> {}
            case "$ref" -> check(path, definition(wanted.text()), value);
            case "type" -> expect(path, isOfType(wanted.text(), value), "is not of type " + wanted);
            case "const" -> expect(path, wanted.toString().equals(value.toString()), "is " + value);
            case "enum" ->
                expect(
                    path,
                    wanted.elements().stream()
                        .map(Json::toString)
                        .anyMatch(value.toString()::equals),
                    "is " + value);
            case "pattern" ->
                expect(
                    path,
                    Pattern.compile(wanted.text()).matcher(value.text()).find(),
                    "is " + value);
            case "required" ->
                wanted.elements().stream()
                    .map(Json::text)
                    .filter(name -> !value.members().containsKey(name))
                    .forEach(name -> violations.add(path + " lacks " + name));
            case "properties" -> properties(path, rule, value);
            case "items" ->
                value.elements().forEach(element -> check(path + "[]", wanted, element));
            case "oneOf" -> oneOf(path, wanted.elements(), value);
            default -> violations.add("the schema uses " + keyword);
          }
        });
  }

  private void properties(String path, Json rule, Json value) {
    Map<String, Json> known = rule.get("properties").members();
    boolean closed = rule.find("additionalProperties").filter(more -> !more.truth()).isPresent();
    value
        .members()
        .forEach((name, member) -> {
          Optional<Json> property = Optional.ofNullable(known.get(name));
          property.ifPresent(found -> check(path + "." + name, found, member));
          expect(path + "." + name, property.isPresent() || !closed, "is not in the schema");
        });
  }

  private void oneOf(String path, List<Json> rules, Json value) {
    long fitting =
        rules.stream()
            .map(rule -> {
              var branch = new SchemaCheck(schema);
              branch.check(path, rule, value);
              return branch.violations;
            })
            .filter(List::isEmpty)
            .count();
    expect(path, fitting == 1, "fits " + fitting + " of its forms: " + value);
  }

  private Json definition(String reference) {
    return schema.get("$defs").get(reference.replaceFirst("^#/\\$defs/", ""));
  }

  private static boolean isOfType(String type, Json value) {
    String text = value.toString();
    return switch (type) {
      case "object" -> text.startsWith("{");
      case "array" -> text.startsWith("[");
      case "string" -> text.startsWith("\"");
      case "integer" -> text.matches("-?[0-9]+");
      case "null" -> text.equals("null");
      case "boolean" -> text.matches("true|false");
      default -> false;
    };
  }

  private void expect(String path, boolean holds, String otherwise) {
    if (!holds) {
      violations.add(path + " " + otherwise);
    }
  }
}
