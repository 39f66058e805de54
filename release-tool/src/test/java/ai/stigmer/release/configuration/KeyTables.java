package ai.stigmer.release.configuration;

import ai.stigmer.release.configuration.Type.Choice;
import ai.stigmer.release.configuration.Type.Converted;
import ai.stigmer.release.configuration.Type.ListOf;
import ai.stigmer.release.configuration.Type.MapOf;
import ai.stigmer.release.configuration.Type.Section;
import ai.stigmer.release.configuration.Type.Text;
import ai.stigmer.release.configuration.Type.WordOr;
import java.util.Optional;
import java.util.stream.Collectors;

/// Writes the description of `release.yaml` as the reference's table.
final class KeyTables {

  private KeyTables() {}

  /// A row for every key, in Markdown.
  static String text() {
    var text =
        new StringBuilder("| key | value | default | decides |\n| --- | --- | --- | --- |\n");
    append(text, "", ReleaseYaml.ROOT);
    return text.toString();
  }

  private static void append(StringBuilder text, String path, Section<?> section) {
    for (Key<?> key : section.keys()) {
      String keyPath = Key.join(path, key.name());
      String fallback =
          key.required()
              ? "required"
              : key.fallback().map(value -> "`" + value + "`").orElse("none");
      text.append(
          "| `%s` | %s | %s | %s |\n"
              .formatted(keyPath, phrase(key.type()), fallback, key.meaning()));
      below(key.type()).ifPresent(inner -> append(text, keyPath + elements(key.type()), inner));
    }
  }

  private static String phrase(Type<?> type) {
    return switch (type) {
      case Converted<?, ?> converted -> phrase(converted.source());
      case Text _ -> "text";
      case Choice choice ->
          choice.words().stream().map(word -> "`" + word + "`").collect(Collectors.joining(" or "));
      case WordOr<?> either -> phrase(either.word()) + ", or a map";
      case ListOf<?> list ->
          "list of " + phrase(list.element()).replaceFirst("^(text|list|map)", "$1s");
      case MapOf _ -> "map of texts";
      case Section<?> _ -> "map";
    };
  }

  private static Optional<Section<?>> below(Type<?> type) {
    return switch (type) {
      case Converted<?, ?> converted -> below(converted.source());
      case WordOr<?> either -> Optional.of(either.section());
      case ListOf<?> list -> below(list.element());
      case Section<?> section -> Optional.of(section);
      case Text _, Choice _, MapOf _ -> Optional.empty();
    };
  }

  private static String elements(Type<?> type) {
    return switch (type) {
      case Converted<?, ?> converted -> elements(converted.source());
      case ListOf<?> list -> "[]" + elements(list.element());
      case Text _, Choice _, WordOr<?> _, MapOf _, Section<?> _ -> "";
    };
  }
}
