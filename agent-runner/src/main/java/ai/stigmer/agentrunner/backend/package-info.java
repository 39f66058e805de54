/// The client of the server that keeps agents, sessions and executions. Uses `config`, `contract`,
/// `secret` and the port of `execution`; with `contract`, `workflow` and `worker` the only user of
/// gRPC. Promises that whatever goes wrong is told in one sentence, that the last word on an
/// execution has arrived when it returns, and that the key shows in no message and travels in plain
/// text to private addresses only.
@NullMarked
package ai.stigmer.agentrunner.backend;

import org.jspecify.annotations.NullMarked;
