package ai.stigmer.release.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.json.Json;

/// One run of the tool in a [TestWorld]. None shows a secret: that is asserted of every run.
///
/// @param exitCode how it ended
/// @param out what it printed on standard output
/// @param err what it printed on standard error
/// @param requests how many requests the registry and GitHub answered
/// @param writes how many of them were writes that were not refused
/// @param tapMoved whether a branch of the tap was made, moved or deleted
record Run(int exitCode, String out, String err, int requests, int writes, boolean tapMoved) {

  Run {
    TestWorld.assertNoSecret(out);
    TestWorld.assertNoSecret(err);
  }

  /// Asserts how it ended.
  Run exits(int code) {
    assertThat(exitCode).as("%s%s", err, out).isEqualTo(code);
    return this;
  }

  /// Asserts that nothing was written anywhere.
  Run wroteNothing() {
    assertThat(writes).as("writes to the registry and GitHub").isZero();
    assertThat(tapMoved).as("writes to the tap").isFalse();
    return this;
  }

  /// What it printed on standard output, as JSON.
  Json json() {
    return Json.parse(out, "the tool");
  }
}
