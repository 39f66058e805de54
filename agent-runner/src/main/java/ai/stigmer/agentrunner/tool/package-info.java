/// The nine tools of an agent, over one session's folder. Uses `conversation`, `session`, the JDK's
/// processes and Jackson. Promises that files are reached in the session's folder only, that every
/// output has an end, and that no call waits for what it left behind.
@NullMarked
package ai.stigmer.agentrunner.tool;

import org.jspecify.annotations.NullMarked;
