package ai.stigmer.cli.server;

import ai.stigmer.cli.problem.UserFailure;

/// What was found out about one thing that agents need.
///
/// @param subject the thing
/// @param sound whether agents can be run with it as it is
/// @param text how it is
/// @param remedy what to do about it; empty if it is sound
public record Finding(String subject, boolean sound, String text, String remedy) {

  static Finding sound(String subject, String text) {
    return new Finding(subject, true, text, "");
  }

  static Finding unsound(String subject, String text, String remedy) {
    return new Finding(subject, false, text, remedy);
  }

  static Finding of(String subject, UserFailure failure) {
    return unsound(subject, failure.summary(), failure.remedy());
  }
}
