/// Running an agent in the runner: which agent is meant, what is asked of it, and what it tells on
/// the way. Uses `process`, `container`, `json` and `problem`. Promises that an execution whose
/// caller is interrupted is cancelled, and that only one that completed counts as done.
@NullMarked
package ai.stigmer.cli.agent;

import org.jspecify.annotations.NullMarked;
