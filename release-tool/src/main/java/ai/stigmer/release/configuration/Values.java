package ai.stigmer.release.configuration;

import java.util.IdentityHashMap;
import java.util.Optional;

/// The values of a section's keys, each of its key's type.
final class Values {

  private final IdentityHashMap<Key<?>, Object> values = new IdentityHashMap<>();

  /// Reads the value of a key, or takes its default.
  ///
  /// @return whether it is there and right, or may be absent
  <T> boolean read(Key<T> key, Yaml.Mapping mapping, String path, Faults faults) {
    Optional<Yaml> given =
        mapping
            .find(key.name())
            .or(() -> key.fallback().map(text -> YamlReader.readValue(mapping.place(), text)));
    if (given.isPresent()) {
      Optional<T> value = key.type().decode(given.get(), Key.join(path, key.name()), faults);
      value.ifPresent(it -> values.put(key, it));
      return value.isPresent();
    }
    if (key.required()) {
      faults.add(
          mapping.place(),
          Key.join(path, key.name()),
          "this key is missing",
          "Add it: " + key.meaning() + ".");
    }
    return !key.required();
  }

  /// The value of a key that is required or has a default.
  <T> T get(Key<T> key) {
    return find(key).orElseThrow(() -> new IllegalStateException("no value: " + key.name()));
  }

  /// The value of an optional key.
  @SuppressWarnings("unchecked") // read() puts only a key's own type
  <T> Optional<T> find(Key<T> key) {
    return Optional.ofNullable((T) values.get(key));
  }
}
