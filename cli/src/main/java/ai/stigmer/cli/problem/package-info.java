/// What a person can mend: one sentence that names the thing, and its remedy. Uses nothing.
/// Promises that anything else that is thrown is a bug.
@NullMarked
package ai.stigmer.cli.problem;

import org.jspecify.annotations.NullMarked;
