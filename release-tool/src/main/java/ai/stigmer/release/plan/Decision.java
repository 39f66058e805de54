package ai.stigmer.release.plan;

import ai.stigmer.release.problem.Problem;

/// What is to be done about a wanted thing: exactly one decision each.
public sealed interface Decision {

  /// The wanted thing.
  Subject subject();

  /// Nothing: it is there.
  ///
  /// @param reason how that was told
  record Satisfied(Subject subject, String reason) implements Decision {}

  /// One action makes it so.
  ///
  /// @param action what is done
  /// @param reason why it is needed
  record Change(Subject subject, Action action, String reason) implements Decision {}

  /// Nothing may be done: it would break what is published, or a person must decide. [Plan] tells
  /// what else that stops.
  ///
  /// @param problem what stands in the way; its kind decides the exit code
  record Conflict(Subject subject, Problem problem) implements Decision {}
}
