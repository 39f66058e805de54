package ai.stigmer.release.fuzz;

/// What must hold for every input.
@FunctionalInterface
interface Promise {

  /// Tries one input.
  ///
  /// @throws Throwable if the promise does not hold for it: an assertion, or whatever the code under
  ///   test threw besides the failure it may end with
  void tryOn(byte[] input) throws Exception;
}
