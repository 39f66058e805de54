package ai.stigmer.release.configuration;

import ai.stigmer.release.configuration.Type.Choice;
import ai.stigmer.release.configuration.Type.Converted;
import ai.stigmer.release.configuration.Type.ListOf;
import ai.stigmer.release.configuration.Type.MapOf;
import ai.stigmer.release.configuration.Type.Section;
import ai.stigmer.release.configuration.Type.Text;
import ai.stigmer.release.configuration.Type.WordOr;
import ai.stigmer.release.configuration.Yaml.Entry;
import ai.stigmer.release.configuration.Yaml.Mapping;
import ai.stigmer.release.configuration.Yaml.Scalar;
import ai.stigmer.release.configuration.Yaml.Sequence;
import ai.stigmer.release.problem.Abbreviation;
import ai.stigmer.release.problem.ReleaseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A value given by `--set key=value`, which takes the place of the file's before anything is
/// checked. A text is taken as it stands, a list or map is read as YAML.
///
/// @param key the dotted key; a list's element is `[0]`, and a free name is all that is left
/// @param value what follows the first `=`
record Setting(String key, String value) {

  private static final Pattern FIRST = Pattern.compile("([^.\\[]+)\\.?(.*)", Pattern.DOTALL);
  private static final Pattern ELEMENT =
      Pattern.compile("\\[([0-9]{1,4})]\\.?(.*)", Pattern.DOTALL);

  /// Reads `key=value`.
  ///
  /// @throws ReleaseException of kind input if it has no key
  static Setting of(String text) {
    int equals = text.indexOf('=');
    if (equals < 1) {
      throw ReleaseException.input(
          "--set needs key=value",
          "Write, for example, --set image.repository=localhost:5000/me/agent-runner.");
    }
    return new Setting(text.substring(0, equals), text.substring(equals + 1));
  }

  /// The tree with this value in it; adds a fault if there is no such key.
  Yaml apply(Yaml tree, Faults faults) {
    return replace(ReleaseYaml.ROOT, Optional.of(tree), "", key, faults).orElse(tree);
  }

  /// What stands at a path once this value is in it; nothing if the rest of the key leads nowhere.
  private Optional<Yaml> replace(
      Type<?> type, Optional<Yaml> current, String path, String rest, Faults faults) {
    return switch (type) {
      case Converted<?, ?> converted -> replace(converted.source(), current, path, rest, faults);
      case Text _, Choice _ ->
          rest.isEmpty()
              ? Optional.of(new Scalar(place(), value, Scalar.TEXT))
              : noSuchKey(path, rest, faults);
      case WordOr<?> either when rest.isEmpty() ->
          Optional.of(
              value.startsWith("{")
                  ? YamlReader.readValue(place(), value)
                  : new Scalar(place(), value, Scalar.TEXT));
      case WordOr<?> either -> member(either.section(), current, path, rest, faults);
      case ListOf<?> list when !rest.isEmpty() -> element(list, current, path, rest, faults);
      case MapOf _ when !rest.isEmpty() ->
          Optional.of(with(current, rest, new Scalar(place(), value, Scalar.TEXT)));
      case Section<?> section when !rest.isEmpty() -> member(section, current, path, rest, faults);
      case ListOf<?> _, MapOf _, Section<?> _ -> Optional.of(YamlReader.readValue(place(), value));
    };
  }

  private Optional<Yaml> member(
      Section<?> section, Optional<Yaml> current, String path, String rest, Faults faults) {
    Matcher parts = FIRST.matcher(rest);
    if (!parts.matches()) {
      return noSuchKey(path, rest, faults);
    }
    String name = parts.group(1);
    Optional<Key<?>> member = section.find(name);
    if (member.isEmpty()) {
      section.refuseUnknown(place(), path, name, faults);
      return Optional.empty();
    }
    Optional<Yaml> before =
        current.flatMap(it -> it instanceof Mapping map ? map.find(name) : Optional.empty());
    return replace(member.get().type(), before, Key.join(path, name), parts.group(2), faults)
        .map(replaced -> with(current, name, replaced));
  }

  private Optional<Yaml> element(
      ListOf<?> list, Optional<Yaml> current, String path, String rest, Faults faults) {
    Matcher parts = ELEMENT.matcher(rest);
    List<Yaml> elements =
        current.orElse(null) instanceof Sequence sequence ? sequence.elements() : List.of();
    if (!parts.matches() || Integer.parseInt(parts.group(1)) >= elements.size()) {
      return noSuchKey(path, rest, faults);
    }
    int index = Integer.parseInt(parts.group(1));
    return replace(
            list.element(),
            Optional.of(elements.get(index)),
            path + "[" + index + "]",
            parts.group(2),
            faults)
        .map(replaced -> {
          var changed = new ArrayList<>(elements);
          changed.set(index, replaced);
          return new Sequence(place(), List.copyOf(changed));
        });
  }

  private Mapping with(Optional<Yaml> current, String name, Yaml replaced) {
    String place = current.map(Yaml::place).orElse(place());
    var entries = new ArrayList<Entry>();
    if (current.orElse(null) instanceof Mapping mapping) {
      mapping.entries().stream().filter(it -> !it.key().equals(name)).forEach(entries::add);
    }
    entries.add(new Entry(place(), name, replaced));
    return new Mapping(place, List.copyOf(entries));
  }

  private Optional<Yaml> noSuchKey(String path, String rest, Faults faults) {
    faults.add(
        place(),
        path,
        "there is nothing at '" + Abbreviation.of(rest) + "' in it",
        "Name a key as in image.repository, and an element that is there as in image.platforms[0].");
    return Optional.empty();
  }

  private String place() {
    return "--set " + Abbreviation.of(key);
  }
}
