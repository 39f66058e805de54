/// What comes from outside, made up by a fuzzer: any bytes give a value or one clear failure, and
/// what was read is what was written. Uses the tool's own code, and Jazzer as a program. Promises
/// that every input that was ever found wrong is tried by every run of the tests.
@NullMarked
package ai.stigmer.release.fuzz;

import org.jspecify.annotations.NullMarked;
