package ai.stigmer.release.simulation;

/// The ways a request of one kind can end.
///
/// @param <T> its answer
interface Carrying<T> {

  /// Carries it out.
  T apply() throws Exception;

  /// Answers what the fate says, without carrying it out.
  T refuse(Fate fate) throws Exception;

  /// Never answers.
  T breakOff() throws Exception;
}
