package ai.stigmer.agentrunner.session;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A place in a session's folder, named from that folder. It says nothing about what is there.
///
/// @param names the names on the way, none of them `.` or `..`; none at all for the folder itself
public record InsidePath(List<String> names) {

  /// The folder itself.
  public static final InsidePath FOLDER = new InsidePath(List.of());

  /// Copies the names.
  public InsidePath {
    names = List.copyOf(names);
  }

  /// What is in this place under that name.
  InsidePath child(String name) {
    var longer = new ArrayList<>(names);
    longer.add(name);
    return new InsidePath(longer);
  }

  /// The place around this one.
  InsidePath parent() {
    return new InsidePath(names.subList(0, names.size() - 1));
  }

  /// The last name.
  String name() {
    return names.getLast();
  }

  /// The last name, for a reader.
  public String shortName() {
    return names.isEmpty() ? "." : printable(name());
  }

  /// This path as its folder knows it, whatever its names hold.
  public String raw() {
    return String.join("/", names);
  }

  /// This path for a reader: a name can neither break the line nor command a terminal.
  @Override
  public String toString() {
    return names.isEmpty() ? "." : printable(raw());
  }

  /// That text with its control characters spelt out.
  static String printable(String text) {
    return text.codePoints()
        .mapToObj(character ->
            switch (Character.getType(character)) {
              case Character.CONTROL,
                  Character.FORMAT,
                  Character.SURROGATE,
                  Character.LINE_SEPARATOR,
                  Character.PARAGRAPH_SEPARATOR ->
                  "\\u%04x".formatted(character);
              default -> Character.toString(character);
            })
        .collect(Collectors.joining());
  }
}
