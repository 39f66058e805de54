/// The commands an agent runs. Uses `session`, the JDK's processes and the kernel's own calls.
/// Promises that a command writes in its session's folders only, sees no secret and no other
/// session, ends in its time with all that it started, and takes the same memory for any output.
@NullMarked
package ai.stigmer.agentrunner.shell;

import org.jspecify.annotations.NullMarked;
