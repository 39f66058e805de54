package ai.stigmer.release.template;

import ai.stigmer.release.problem.ReleaseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// A FreeMarker template: `${…}` interpolations and `<#…>` directives. `#{…}` is left as it stands,
/// since it is Ruby's.
///
/// A template reaches its variables and nothing else: no other template, no class, no file. Values
/// are texts, numbers, booleans, and maps and lists of them; numbers print plain in every locale.
///
/// @param name what a problem calls it, usually its path
/// @param text its source; CRLF is read as LF
/// @param escaping what happens to every interpolated value
public record Template(String name, String text, Escaping escaping) {

  /// What happens to every interpolated value.
  public enum Escaping {
    /// Nothing.
    NONE,
    /// It is escaped for the inside of a Ruby double-quoted string; the template cannot switch that
    /// off.
    RUBY_STRING
  }

  /// Normalises line endings.
  public Template {
    text = text.replace("\r\n", "\n");
  }

  /// Reads a template from a UTF-8 file.
  ///
  /// @throws ReleaseException of kind input if it is not a readable text file
  public static Template read(Path file, Escaping escaping) {
    try {
      return new Template(
          file.toString(), Files.readString(file, StandardCharsets.UTF_8), escaping);
    } catch (IOException unreadable) {
      throw ReleaseException.input(
          "The template '" + file + "' cannot be read", "It must be a text file in UTF-8.");
    }
  }

  /// Fills in the variables.
  ///
  /// @throws ReleaseException of kind input, naming template, line and column, if the template is
  ///   wrong, names an undefined variable, or does not end within its limits
  public String render(Map<String, ?> variables) {
    return new FreeMarkerRenderer(this).render(variables);
  }
}
