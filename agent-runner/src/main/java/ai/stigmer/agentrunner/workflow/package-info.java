/// Executions as workflows of this worker's own, for the local mode: the workflow, and the port of
/// `control` over Temporal's client. Uses `activity`, `agent`, `control` and `execution`. Promises
/// that every execution that was started is told of until it is over.
@NullMarked
package ai.stigmer.agentrunner.workflow;

import org.jspecify.annotations.NullMarked;
