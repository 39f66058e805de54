package ai.stigmer.release.fuzz;

/// What must hold for every input.
@FunctionalInterface
interface Promise {

  /// Tries one input.
  ///
  /// @throws Exception or an assertion, if the promise does not hold for it: whatever the code
  ///   under test threw besides the failure it may end with
  void tryOn(byte[] input) throws Exception;
}
