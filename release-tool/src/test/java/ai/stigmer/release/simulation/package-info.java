/// A world in which every request may go wrong, processes die and releases race, decided by a seed:
/// the promises are held against it by counting. Uses the tool's own code and the in-memory parts
/// of `testing`. Promises that the same seed tells the same story, and that nothing in it waits.
@NullMarked
package ai.stigmer.release.simulation;

import org.jspecify.annotations.NullMarked;
