package ai.stigmer.release.doctor;

import ai.stigmer.release.problem.Problem;

/// What was found of one thing that a release needs.
public sealed interface Diagnosis {

  /// The thing.
  String subject();

  /// It is as it must be.
  ///
  /// @param text how that was told
  record Sound(String subject, String text) implements Diagnosis {}

  /// It stands in the way.
  record Amiss(String subject, Problem problem) implements Diagnosis {}
}
