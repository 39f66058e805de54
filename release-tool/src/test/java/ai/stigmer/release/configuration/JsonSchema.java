package ai.stigmer.release.configuration;

import ai.stigmer.release.configuration.Type.Choice;
import ai.stigmer.release.configuration.Type.Converted;
import ai.stigmer.release.configuration.Type.ListOf;
import ai.stigmer.release.configuration.Type.MapOf;
import ai.stigmer.release.configuration.Type.Section;
import ai.stigmer.release.configuration.Type.Text;
import ai.stigmer.release.configuration.Type.WordOr;
import ai.stigmer.release.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes the description of `release.yaml` as a JSON Schema (draft 2020-12).
final class JsonSchema {

  private JsonSchema() {}

  /// The whole schema, as it is published.
  static String text() {
    var schema = new LinkedHashMap<String, Object>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "release.yaml");
    schema.putAll(schema(ReleaseYaml.ROOT));
    return Json.writeIndented(schema);
  }

  private static Map<String, Object> schema(Type<?> type) {
    var schema = new LinkedHashMap<String, Object>();
    switch (type) {
      case Converted<?, ?> converted -> schema.putAll(schema(converted.source()));
      case Text text -> {
        schema.put("type", "string");
        schema.put("pattern", "^(?:" + text.pattern() + ")$");
      }
      case Choice choice -> schema.put("enum", choice.words());
      case WordOr<?> either ->
          schema.put("anyOf", List.of(schema(either.word()), schema(either.section())));
      case ListOf<?> list -> {
        schema.put("type", "array");
        schema.put("items", schema(list.element()));
        if (list.fewest() > 0) {
          schema.put("minItems", list.fewest());
        }
      }
      case MapOf map -> {
        schema.put("type", "object");
        schema.put("propertyNames", schema(map.name()));
        schema.put("additionalProperties", schema(map.value()));
      }
      case Section<?> section -> {
        schema.put("type", "object");
        schema.put("properties", properties(section));
        schema.put(
            "required", section.keys().stream().filter(Key::required).map(Key::name).toList());
        schema.put("additionalProperties", false);
      }
    }
    return schema;
  }

  private static Map<String, Object> properties(Section<?> section) {
    var properties = new LinkedHashMap<String, Object>();
    for (Key<?> key : section.keys()) {
      var property = new LinkedHashMap<String, Object>();
      property.put("description", key.meaning().replace("`", ""));
      property.putAll(schema(key.type()));
      key.fallback()
          .ifPresent(text -> property.put("default", plain(YamlReader.readValue("", text))));
      properties.put(key.name(), property);
    }
    return properties;
  }

  private static Object plain(Yaml value) {
    return switch (value) {
      case Yaml.Scalar scalar -> scalar.text();
      case Yaml.Sequence sequence -> sequence.elements().stream().map(JsonSchema::plain).toList();
      case Yaml.Mapping mapping -> {
        var members = new LinkedHashMap<String, Object>();
        mapping.entries().forEach(entry -> members.put(entry.key(), plain(entry.value())));
        yield members;
      }
    };
  }
}
