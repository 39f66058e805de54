/// The worker's life: connecting, polling, stopping. Uses `config` and `activity`; the only user of
/// Temporal's client and worker. Promises that it says "ready" only when it polls, and that it
/// stops within its drain time.
@NullMarked
package ai.stigmer.agentrunner.worker;

import org.jspecify.annotations.NullMarked;
