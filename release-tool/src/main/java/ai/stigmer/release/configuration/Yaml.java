package ai.stigmer.release.configuration;

import java.util.List;
import java.util.Optional;

/// A YAML value as it was read, before anything is expected of it.
sealed interface Yaml {

  /// Where it stands, as a fault names it: `release.yaml:3:5`, or the `--set` that gave it.
  String place();

  /// What it is, for a sentence.
  String kind();

  /// A single value.
  ///
  /// @param text the value, unquoted
  /// @param kind what the YAML 1.2 core schema takes it for
  record Scalar(String place, String text, String kind) implements Yaml {

    /// The kind of quoted values, and of plain ones that look like nothing else.
    static final String TEXT = "text";
  }

  /// A list.
  record Sequence(String place, List<Yaml> elements) implements Yaml {

    @Override
    public String kind() {
      return "a list";
    }
  }

  /// Pairs of keys and values in their order; a key may be there twice.
  record Mapping(String place, List<Entry> entries) implements Yaml {

    @Override
    public String kind() {
      return "a map";
    }

    /// The first value of that key.
    Optional<Yaml> find(String key) {
      return entries.stream()
          .filter(entry -> entry.key().equals(key))
          .map(Entry::value)
          .findFirst();
    }
  }

  /// A key with its value.
  record Entry(String place, String key, Yaml value) {}
}
