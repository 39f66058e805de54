/// The nine tools of an agent, over one session's folder. Uses `conversation`, `session`, `shell`
/// and `json`. Promises that files are reached in the session's folder only, and that every call
/// and its output have an end.
@NullMarked
package ai.stigmer.agentrunner.tool;

import org.jspecify.annotations.NullMarked;
