/// The program: environment in, exit code out.
@NullMarked
package ai.stigmer.agentrunner;

import org.jspecify.annotations.NullMarked;
