/// Reading a published release back end to end. Uses `plan`, `apply`, `archive` and the ports.
/// Promises that every byte a user can get was looked at, and that nothing is written.
@NullMarked
package ai.stigmer.release.verify;

import org.jspecify.annotations.NullMarked;
