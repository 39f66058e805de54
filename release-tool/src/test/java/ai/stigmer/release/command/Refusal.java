package ai.stigmer.release.command;

import static org.assertj.core.api.Assertions.assertThat;

/// What a person is told who must mend something first.
final class Refusal {

  private Refusal() {}

  /// Asserts an exit code, that nothing was written anywhere, and that the last thing said is one
  /// sentence with its remedy.
  ///
  /// @param lines the sentence and what follows it, a line each
  static void assertTold(Run run, int exitCode, String... lines) {
    run.exits(exitCode).wroteNothing();
    assertThat(run.out()).isEmpty();
    String told = run.err().substring(Math.max(0, run.err().indexOf("error: ")));
    assertThat(told).isEqualTo("error: " + String.join("\n", lines) + "\n");
  }
}
