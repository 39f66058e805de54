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

/// Everything a command prints: results, progress and problems, none of it with a secret.
final class Screen {

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
    print(environment.out(), harmless(text));
    if (environment.out().checkError()) {
      throw ReleaseException.remote(
          "The result could not be written to standard output", "Check where it goes; run again.");
    }
  }

  /// Prints a line about what is going on.
  void note(String line) {
    print(environment.err(), harmless(line) + "\n");
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
    print(environment.err(), errorStyle().change("warning: ") + harmless(line) + "\n");
    annotate("warning", line);
  }

  /// Prints what went wrong, and what to do.
  void problem(Problem problem) {
    print(environment.err(), errorStyle().bad("error: ") + harmless(problem.text()) + "\n");
    annotate("error", problem.text());
  }

  /// A progress display on this screen.
  Progress progress() {
    return new Progress(
        text -> print(environment.err(), text),
        environment.terminal(),
        environment.isActions(),
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
      print(environment.err(), "::" + level + "::" + escaped + "\n");
    }
  }

  // GitHub Actions obeys a line that begins with two colons: release notes and logs must not.
  private String harmless(String text) {
    return environment.isActions() ? text.replaceAll("(?m)^(\\s*):(?=:)", "$1\\\\:") : text;
  }

  private void print(PrintStream stream, String text) {
    stream.print(redactor.redact(text));
    stream.flush();
  }
}
