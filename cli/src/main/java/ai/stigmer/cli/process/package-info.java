/// Running the programs of this machine: argument vectors, no shell. Uses nothing. Promises that
/// standard output and standard error are never mixed, that a limit or an interrupt ends the
/// program with everything it started, and that no argument or input appears in an exception.
@NullMarked
package ai.stigmer.cli.process;

import org.jspecify.annotations.NullMarked;
