/// Programs of this machine, run by an argument vector and never by a shell. Uses the JDK alone.
/// Promises that a program sees only the variables it is given, has the end of its input, ends with
/// this process, and takes no longer than it may.
@NullMarked
package ai.stigmer.release.process;

import org.jspecify.annotations.NullMarked;
