/// The agent-runner and its Temporal server, wanted against observed: what is missing is planned,
/// done, and looked at again. Uses `container`, `runtime`, `settings`, `stamp`, `process` and
/// `problem`. Promises that nothing is remembered between runs, that a container without our label
/// is never touched, and that success is told only when it was seen.
@NullMarked
package ai.stigmer.cli.server;

import org.jspecify.annotations.NullMarked;
