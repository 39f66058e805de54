package ai.stigmer.release.homebrew;

import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.template.Template;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A template of a formula. Every value it interpolates is escaped for the inside of a Ruby
/// double-quoted string, so the template reads as Ruby: `desc "${description}"`.
public final class FormulaTemplate {

  private static final Pattern CLASS =
      Pattern.compile("(?m)^class[ \\t]+(\\S+)[ \\t]*<[ \\t]*Formula\\b");
  private static final Pattern SHA256 =
      Pattern.compile("(?m)^[ \\t]*sha256\\b[^\"'\\n]*[\"']([^\"'\\n]*)");
  // A url outside of every block, whose lines are indented further, or what leaves a platform out.
  private static final Pattern LOADS_EVERYWHERE =
      Pattern.compile(
          "(?m)^ {2}url\\b|^[ \\t]+depends_on[ \\t(]+(?:arch:|:arch\\b|:macos\\b|:linux\\b)");
  private static final List<String> PLATFORMS =
      List.of("darwin/arm64", "darwin/amd64", "linux/arm64", "linux/amd64");
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

  private final Template template;

  private FormulaTemplate(Template template) {
    this.template = template;
  }

  /// A template of this text.
  ///
  /// @param name what a problem calls it
  public static FormulaTemplate of(String name, String text) {
    return new FormulaTemplate(new Template(name, text, Template.Escaping.RUBY_STRING));
  }

  /// Reads a template from a file.
  ///
  /// @throws ReleaseException of kind input if it is not a readable text file
  public static FormulaTemplate read(Path file) {
    return new FormulaTemplate(Template.read(file, Template.Escaping.RUBY_STRING));
  }

  /// Renders a formula and checks that it serves exactly what it was rendered from.
  ///
  /// @throws ReleaseException of kind input if the template fails, or if the formula's class,
  ///   version, URLs or digests are not those of the input, or if some platform has nothing to
  ///   download
  public Formula render(FormulaInput input) {
    Formula formula = new Formula(input.formula(), template.render(input.variables()));
    check(formula, input);
    return formula.withVersionScheme(Math.max(input.versionScheme(), formula.versionScheme()));
  }

  private void check(Formula formula, FormulaInput input) {
    Matcher declared = CLASS.matcher(formula.content());
    if (!declared.find()) {
      throw wrong("declares no formula class", "Begin it with: class ${className} < Formula");
    }
    if (!declared.group(1).equals(input.formula().className())) {
      throw wrong(
          "declares the class "
              + declared.group(1)
              + ", but Homebrew looks for "
              + input.formula().className()
              + " in "
              + input.formula().path(),
          "Begin it with: class ${className} < Formula");
    }
    Matcher sha256 = SHA256.matcher(formula.content());
    while (sha256.find()) {
      if (!HEX.matcher(sha256.group(1)).matches()) {
        throw wrong(
            "has a sha256 that is not 64 lower-case hexadecimal digits: '" + sha256.group(1) + "'",
            "Write: sha256 \"${archive.sha256}\"");
      }
    }
    for (FormulaArchive archive : input.archives()) {
      require(formula, archive.url(), "the URL of the archive " + archive.name());
      require(formula, archive.sha256().hex(), "the sha256 of the archive " + archive.name());
    }
    List<String> missing = missingPlatforms(input.archives());
    if (!missing.isEmpty() && !LOADS_EVERYWHERE.matcher(formula.content()).find()) {
      throw wrong(
          "has nothing to download on "
              + String.join(", ", missing)
              + ", for which newer Homebrew refuses the whole tap",
          "Give it a url and a sha256 outside of all blocks, or leave the platform out: depends_on"
              + " arch: :x86_64 within on_linux, say.");
    }
    Optional<String> served = formula.version().map(Object::toString);
    if (served.isPresent() && !served.get().equals(input.tag().version().toString())) {
      throw wrong(
          "serves version " + served.get() + " instead of " + input.tag().version(),
          "Take version and url from the template's variables.");
    }
  }

  // Homebrew loads every formula of a tap on every platform it runs on.
  private static List<String> missingPlatforms(List<FormulaArchive> archives) {
    return archives.stream().anyMatch(FormulaArchive::isPortable)
        ? List.of()
        : PLATFORMS.stream()
            .filter(platform ->
                archives.stream()
                    .noneMatch(archive ->
                        platform.equals(
                            archive.os().orElseThrow() + "/" + archive.arch().orElseThrow())))
            .toList();
  }

  private void require(Formula formula, String text, String what) {
    if (!formula.content().contains('"' + text + '"')) {
      throw wrong("does not hold " + what, "Name every one of the template's archives in it.");
    }
  }

  private ReleaseException wrong(String what, String remedy) {
    return ReleaseException.input(
        "The formula that " + template.name() + " renders " + what, remedy);
  }
}
