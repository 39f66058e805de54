package ai.stigmer.release.command;

import ai.stigmer.release.problem.Problem;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.report.ActionsReport;
import ai.stigmer.release.report.Progress;
import ai.stigmer.release.report.Style;
import ai.stigmer.release.secret.Redactor;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;

/// Everything a command prints: results, progress and problems, none of it with a secret.
final class Screen {

  private static final Pattern COMMAND =
      Pattern.compile("^(\\s*):(?=:)", Pattern.MULTILINE | Pattern.UNICODE_CHARACTER_CLASS);

  private final Environment environment;
  private final GlobalOptions options;
  private final Redactor redactor;

  Screen(Environment environment, GlobalOptions options) {
    this.environment = environment;
    this.options = options;
    this.redactor = environment.redactor();
  }

  /// Prints a result, which ends with a line break.
  ///
  /// @throws ReleaseException of kind remote if nobody can read it
  void result(String text) {
    // In JSON only an escape of JSON's leaves the text what it is.
    print(environment.out(), isJson() ? text.replace("##[", "#\\u0023[") : text);
    if (environment.out().checkError()) {
      throw ReleaseException.remote(
          "The result could not be written to standard output", "Check where it goes; run again.");
    }
  }

  /// Prints a line about what is going on.
  void note(String line) {
    print(environment.err(), line + "\n");
  }

  /// Shows a problem beside the run, in GitHub Actions.
  void annotate(Problem problem) {
    annotate("error", problem.text());
  }

  /// Shows a sentence of the result beside the run, in GitHub Actions.
  void annotate(String sentence) {
    annotate("error", sentence);
  }

  /// Prints a line that a person should not miss.
  void warning(String line) {
    print(environment.err(), errorStyle().change("warning: ") + line + "\n");
    annotate("warning", line);
  }

  /// Prints how the command line was misused.
  void misuse(String sentence, String remedy) {
    print(environment.err(), "error: " + sentence + "\n" + remedy + "\n");
  }

  /// Prints what went wrong, and what to do.
  void problem(Problem problem) {
    print(environment.err(), errorStyle().bad("error: ") + problem.text() + "\n");
    annotate("error", problem.text());
  }

  /// A progress display on this screen.
  Progress progress() {
    return new Progress(
        text -> print(environment.err(), text),
        environment.terminal(),
        environment.isActions() ? Optional.of(this::command) : Optional.empty(),
        errorStyle(),
        InstantSource.system());
  }

  /// What GitHub Actions gets, if it runs this.
  ActionsReport actions() {
    return new ActionsReport(
        environment.find("GITHUB_OUTPUT").map(Path::of),
        environment.find("GITHUB_STEP_SUMMARY").map(Path::of),
        this::redact);
  }

  /// Whether results are for a script.
  boolean isJson() {
    return options.output == GlobalOptions.Output.JSON;
  }

  /// How results are set off.
  Style style() {
    return style(environment.terminal());
  }

  /// Takes every known secret out of a text.
  String redact(String text) {
    return redactor.redact(text);
  }

  private Style errorStyle() {
    return style(environment.terminal());
  }

  private Style style(boolean terminal) {
    boolean color =
        switch (options.color) {
          case ALWAYS -> true;
          case NEVER -> false;
          case AUTO -> terminal && environment.find("NO_COLOR").isEmpty();
        };
    return color ? Style.COLOR : Style.PLAIN;
  }

  // A workflow command of GitHub Actions, which shows the text beside the run.
  private void annotate(String level, String text) {
    if (environment.isActions()) {
      String escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
      command(level + "::" + escaped);
    }
  }

  private void command(String command) {
    write(environment.err(), "::" + command + "\n");
  }

  private void print(PrintStream stream, String text) {
    write(stream, environment.isActions() ? harmless(text) : text);
  }

  // GitHub Actions obeys a line that begins with two colons, after whatever Unicode calls white
  // space, and one that has "##[" anywhere: release notes, logs and servers must command nothing.
  private static String harmless(String text) {
    return COMMAND.matcher(text).replaceAll("$1\\\\:").replace("##[", "##\\[");
  }

  private void write(PrintStream stream, String text) {
    stream.print(redactor.redact(text));
    stream.flush();
  }
}
