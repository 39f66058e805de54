package ai.stigmer.release.configuration;

import ai.stigmer.release.configuration.Yaml.Mapping;
import ai.stigmer.release.configuration.Yaml.Scalar;
import ai.stigmer.release.configuration.Yaml.Sequence;
import ai.stigmer.release.problem.Abbreviation;
import ai.stigmer.release.problem.ReleaseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/// What a value of the configuration must be. The one description serves reading, `--set`, the JSON
/// Schema and the reference.
///
/// @param <T> what it becomes
sealed interface Type<T> {

  /// Reads a value; nothing if it has faults, which are then added.
  ///
  /// @param path the value's key, dotted
  Optional<T> decode(Yaml value, String path, Faults faults);

  /// This type, read further: what the conversion refuses is a fault of the value.
  default <R> Type<R> then(Function<T, R> conversion) {
    return new Converted<>(this, conversion);
  }

  /// A list of this type with at least that many elements.
  default Type<List<T>> list(int fewest) {
    return new ListOf<>(this, fewest);
  }

  /// A single text.
  ///
  /// @param what what it is, for `'x' is not …`
  /// @param pattern its whole syntax, in what Java and JSON Schema share
  /// @param remedy how to write it
  record Text(String what, Pattern pattern, String remedy) implements Type<String> {

    Text(String what, String pattern, String remedy) {
      this(what, Pattern.compile(pattern), remedy);
    }

    @Override
    public Optional<String> decode(Yaml value, String path, Faults faults) {
      Optional<String> text = text(value, path, faults);
      return text.filter(it -> accepts(value.place(), it, path, faults));
    }

    /// Whether a text has this syntax; if not, adds the fault.
    boolean accepts(String place, String text, String path, Faults faults) {
      boolean accepted = pattern.matcher(text).matches();
      if (!accepted) {
        faults.add(place, path, "'" + Abbreviation.of(text) + "' is not " + what, remedy);
      }
      return accepted;
    }
  }

  /// One of a few words.
  ///
  /// @param words the words
  /// @param remedy what to do if it is another
  record Choice(List<String> words, String remedy) implements Type<String> {

    @Override
    public Optional<String> decode(Yaml value, String path, Faults faults) {
      if (value instanceof Scalar scalar && words.contains(scalar.text())) {
        return Optional.of(scalar.text());
      }
      String found =
          value instanceof Scalar scalar
              ? "'" + Abbreviation.of(scalar.text()) + "'"
              : value.kind();
      faults.add(
          value.place(), path, found + " is not one of: " + String.join(", ", words), remedy);
      return Optional.empty();
    }
  }

  /// A word that says it all, or a map that says more.
  ///
  /// @param word the words
  /// @param section the map
  /// @param meant what a word becomes
  record WordOr<T>(Choice word, Section<T> section, Function<String, T> meant) implements Type<T> {

    @Override
    public Optional<T> decode(Yaml value, String path, Faults faults) {
      return value instanceof Mapping
          ? section.decode(value, path, faults)
          : word.then(meant).decode(value, path, faults);
    }
  }

  /// A list.
  ///
  /// @param element what each element is
  /// @param fewest how many it must have
  record ListOf<T>(Type<T> element, int fewest) implements Type<List<T>> {

    @Override
    public Optional<List<T>> decode(Yaml value, String path, Faults faults) {
      if (!(value instanceof Sequence sequence)) {
        mistyped(value, path, "a list", "Write [first, second], or one a line after '- '.", faults);
        return Optional.empty();
      }
      var decoded = new ArrayList<T>();
      for (int index = 0; index < sequence.elements().size(); index++) {
        element
            .decode(sequence.elements().get(index), path + "[" + index + "]", faults)
            .ifPresent(decoded::add);
      }
      if (sequence.elements().size() < fewest) {
        faults.add(value.place(), path, "this list is empty", "Give it at least one element.");
        return Optional.empty();
      }
      return Optional.<List<T>>of(List.copyOf(decoded))
          .filter(it -> it.size() == sequence.elements().size());
    }
  }

  /// Texts by names that are free.
  ///
  /// @param name what each name is
  /// @param value what each value is
  record MapOf(Text name, Text value) implements Type<Map<String, String>> {

    @Override
    public Optional<Map<String, String>> decode(Yaml given, String path, Faults faults) {
      if (!(given instanceof Mapping mapping)) {
        mistyped(given, path, "a map", "Write {NAME: value}, or one a line.", faults);
        return Optional.empty();
      }
      refuseDuplicates(mapping, path, faults);
      var decoded = new LinkedHashMap<String, String>();
      for (Yaml.Entry entry : mapping.entries()) {
        String entryPath = Key.join(path, Abbreviation.of(entry.key()));
        boolean named = name.accepts(entry.place(), entry.key(), path, faults);
        Optional<String> text = value.decode(entry.value(), entryPath, faults);
        if (named && text.isPresent()) {
          decoded.put(entry.key(), text.get());
        }
      }
      return Optional.of(Collections.<String, String>unmodifiableMap(decoded))
          .filter(it -> it.size() == mapping.entries().size());
    }
  }

  /// A type whose values are converted, which checks them further.
  record Converted<S, T>(Type<S> source, Function<S, T> conversion) implements Type<T> {

    @Override
    public Optional<T> decode(Yaml value, String path, Faults faults) {
      return convert(source.decode(value, path, faults), conversion, value, path, faults);
    }
  }

  /// A map whose keys are known.
  ///
  /// @param keys the keys, in the order of the reference
  /// @param build makes the result of their values
  record Section<T>(List<Key<?>> keys, Function<Values, T> build) implements Type<T> {

    /// The key of that name.
    Optional<Key<?>> find(String name) {
      return keys.stream()
          .<Key<?>>map(key -> key)
          .filter(key -> key.name().equals(name))
          .findFirst();
    }

    /// Says that there is no such key, and which is meant.
    void refuseUnknown(String place, String path, String name, Faults faults) {
      List<String> names = keys.stream().map(Key::name).toList();
      String remedy =
          Spelling.nearest(name, names)
              .map(nearest -> "Did you mean '" + nearest + "'?")
              .orElse("The keys here are " + String.join(", ", names) + ".");
      faults.add(place, Key.join(path, Abbreviation.of(name)), "there is no such key", remedy);
    }

    @Override
    public Optional<T> decode(Yaml value, String path, Faults faults) {
      if (!(value instanceof Mapping mapping)) {
        String names = String.join(", ", keys.stream().map(Key::name).toList());
        mistyped(value, path, "a map", "Write its keys below it, indented: " + names + ".", faults);
        return Optional.empty();
      }
      refuseDuplicates(mapping, path, faults);
      for (Yaml.Entry entry : mapping.entries()) {
        if (find(entry.key()).isEmpty()) {
          refuseUnknown(entry.place(), path, entry.key(), faults);
        }
      }
      var values = new Values();
      boolean complete =
          keys.stream().filter(key -> !values.read(key, mapping, path, faults)).count() == 0;
      return convert(Optional.of(values).filter(it -> complete), build, value, path, faults);
    }
  }

  private static <S, R> Optional<R> convert(
      Optional<S> decoded, Function<S, R> conversion, Yaml value, String path, Faults faults) {
    try {
      return decoded.map(conversion);
    } catch (ReleaseException refused) {
      faults.add(value.place(), path, refused.problem().summary(), refused.problem().remedy());
      return Optional.empty();
    }
  }

  private static Optional<String> text(Yaml value, String path, Faults faults) {
    if (value instanceof Scalar scalar && scalar.kind().equals(Scalar.TEXT)) {
      return Optional.of(scalar.text());
    }
    String remedy =
        value instanceof Scalar scalar && !scalar.text().isEmpty()
            ? "Put it in quotes: \"" + Abbreviation.of(scalar.text()) + "\"."
            : "Write a single value.";
    mistyped(value, path, Scalar.TEXT, remedy, faults);
    return Optional.empty();
  }

  private static void mistyped(
      Yaml value, String path, String wanted, String remedy, Faults faults) {
    faults.add(value.place(), path, "this is " + value.kind() + ", not " + wanted, remedy);
  }

  private static void refuseDuplicates(Mapping mapping, String path, Faults faults) {
    var places = new HashMap<String, String>();
    for (Yaml.Entry entry : mapping.entries()) {
      String first = places.putIfAbsent(entry.key(), entry.place());
      if (first != null) {
        faults.add(
            entry.place(),
            Key.join(path, Abbreviation.of(entry.key())),
            "this key is given twice, first at " + first,
            "Keep one of them.");
      }
    }
  }
}
