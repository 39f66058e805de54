/// What went wrong, in words a person can act on: one sentence, its detail, and the remedy. Uses
/// nothing. Promises that every failure a user can mend is a [ReleaseException] with one [Problem].
@NullMarked
package ai.stigmer.release.problem;

import org.jspecify.annotations.NullMarked;
