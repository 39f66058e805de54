/// The commands of the program: the worker, and the small ones that speak to it. Uses everything,
/// but the small ones use `control` and the JDK only. Promises the exit codes in
/// [ai.stigmer.agentrunner.command.ExitCode], and that a small command starts without loading a
/// library.
@NullMarked
package ai.stigmer.agentrunner.command;

import org.jspecify.annotations.NullMarked;
