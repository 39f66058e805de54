/// The program: arguments in, exit code out.
@NullMarked
package ai.stigmer.cli;

import org.jspecify.annotations.NullMarked;
