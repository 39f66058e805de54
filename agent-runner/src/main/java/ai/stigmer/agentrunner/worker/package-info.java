/// The worker's life: connecting, polling, losing Temporal and finding it again, stopping. Uses
/// what it puts together, and with `workflow` is the only user of Temporal's client. Promises that
/// it says "ready" and "healthy" only while it polls, and that it stops within its drain time.
@NullMarked
package ai.stigmer.agentrunner.worker;

import org.jspecify.annotations.NullMarked;
