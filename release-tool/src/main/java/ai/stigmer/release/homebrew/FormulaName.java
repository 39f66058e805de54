package ai.stigmer.release.homebrew;

import ai.stigmer.release.problem.Abbreviation;
import ai.stigmer.release.problem.ReleaseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The name of a formula, `stigmer` or `foo-bar@1.2`, from which Homebrew derives the file and the
/// class (Homebrew, `Formulary.class_s`).
///
/// @param value the name
public record FormulaName(String value) {

  private static final Pattern SYNTAX =
      Pattern.compile("[a-z0-9][a-z0-9+._-]*(@[0-9]+(\\.[0-9]+)*)?");
  private static final Pattern CONSTANT = Pattern.compile("[A-Z][A-Za-z0-9]*");
  private static final int LONGEST = 200;
  private static final Pattern AFTER_SEPARATOR = Pattern.compile("[-_.\\s]([a-zA-Z0-9])");
  private static final Pattern VERSIONED = Pattern.compile("(.)@(\\d)");

  /// Checks the name.
  ///
  /// @throws ReleaseException of kind input if Homebrew would refuse it
  public FormulaName {
    // Java matches a repeated group by recursion.
    if (value.length() > LONGEST
        || !SYNTAX.matcher(value).matches()
        || !CONSTANT.matcher(className(value)).matches()) {
      throw ReleaseException.input(
          "'" + Abbreviation.of(value) + "' is not a formula name",
          "Use lower-case letters, digits and hyphens, as in stigmer or stigmer@1.2.");
    }
  }

  /// The name of the Ruby class: `Stigmer`, `FooBarAT12`.
  public String className() {
    return className(value);
  }

  private static String className(String value) {
    String capital = Character.toUpperCase(value.charAt(0)) + value.substring(1);
    String joined =
        AFTER_SEPARATOR
            .matcher(capital)
            .replaceAll(match -> Matcher.quoteReplacement(match.group(1).toUpperCase(Locale.ROOT)));
    return VERSIONED.matcher(joined.replace("+", "x")).replaceAll("$1AT$2");
  }

  /// Where the formula stands in its tap.
  public String path() {
    return "Formula/" + value + ".rb";
  }

  @Override
  public String toString() {
    return value;
  }
}
