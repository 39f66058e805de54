package ai.stigmer.release.configuration;

import java.util.Optional;

/// A key of a section.
///
/// @param name the key, in kebab case
/// @param type what its value must be
/// @param required whether the section must have it
/// @param fallback the value, as YAML, that stands for an absent one
/// @param meaning what it decides, for the reference: a phrase in Markdown
record Key<T>(
    String name, Type<T> type, boolean required, Optional<String> fallback, String meaning) {

  /// A key that must be there.
  static <T> Key<T> required(String name, Type<T> type, String meaning) {
    return new Key<>(name, type, true, Optional.empty(), meaning);
  }

  /// A key that may be left out, which then means nothing of the kind.
  static <T> Key<T> optional(String name, Type<T> type, String meaning) {
    return new Key<>(name, type, false, Optional.empty(), meaning);
  }

  /// A key that may be left out, which then means this value.
  static <T> Key<T> withDefault(String name, Type<T> type, String fallback, String meaning) {
    return new Key<>(name, type, false, Optional.of(fallback), meaning);
  }

  /// The dotted path of a key below another path.
  static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
