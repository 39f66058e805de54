package ai.stigmer.release.simulation;

/// One request to the world.
///
/// @param number its place among all requests of a simulation, from 0; -1 until its turn comes
/// @param run who makes it
/// @param what it asks, as a story tells it; equal texts ask the same
/// @param write whether it may change the world
/// @param shows whether what it changes can be seen: a blob that nothing names cannot
/// @param lags whether its answer may be one from before: of a read of the registry or of GitHub,
///   not of Git, where a read follows every push
/// @param isolated whether no other version's release reads or writes what it does
record Request(
    int number,
    String run,
    String what,
    boolean write,
    boolean shows,
    boolean lags,
    boolean isolated) {

  Request numbered(int place) {
    return new Request(place, run, what, write, shows, lags, isolated);
  }
}
