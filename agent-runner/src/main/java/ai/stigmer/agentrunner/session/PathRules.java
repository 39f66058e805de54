package ai.stigmer.agentrunner.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How the text a model gives becomes a place in the session's folder. Only the text is looked at.
///
/// @param prefixes the absolute names of the session's folder
record PathRules(List<String> prefixes) {

  private static final int LONGEST_PATH = 4096;
  private static final int LONGEST_NAME = 255;

  PathRules {
    prefixes = List.copyOf(prefixes);
  }

  InsidePath resolve(String given) throws RefusedPathException {
    if (given.length() > LONGEST_PATH) {
      throw new RefusedPathException(
          "The path is %d characters long; at most %d are possible."
              .formatted(given.length(), LONGEST_PATH));
    }
    String shown = InsidePath.printable(given);
    var names = new ArrayList<String>();
    for (String name : relative(given, shown).split("/", -1)) {
      if (name.equals("..")) {
        throw new RefusedPathException(
            "'%s' contains '..'; name the path from the session's folder, such as 'notes/a.txt'."
                .formatted(shown));
      }
      if (name.isEmpty() || name.equals(".")) {
        continue;
      }
      names.add(usable(name));
    }
    return new InsidePath(names);
  }

  private String relative(String given, String shown) throws RefusedPathException {
    if (!given.startsWith("/")) {
      return given;
    }
    for (String prefix : prefixes) {
      if (given.equals(prefix) || given.startsWith(prefix + "/")) {
        return given.substring(prefix.length());
      }
    }
    throw new RefusedPathException(
        "'%s' is outside the session's folder; give a path relative to that folder, such as '%s'."
            .formatted(shown, "notes/a.txt"));
  }

  private static String usable(String name) throws RefusedPathException {
    String shown = InsidePath.printable(name);
    if (name.getBytes(UTF_8).length > LONGEST_NAME) {
      throw new RefusedPathException(
          "A name in the path is longer than %d bytes: '%s…'."
              .formatted(LONGEST_NAME, shown.substring(0, 40)));
    }
    try {
      return Path.of(name).toString();
    } catch (InvalidPathException invalid) {
      throw new RefusedPathException("'%s' cannot be a file's name.".formatted(shown));
    }
  }
}
