/// What the worker's log looks like. Uses `config`, `secret` and `json`. Promises one line of text
/// or JSON for each record of ours and of every library's, without any secret of the environment.
@NullMarked
package ai.stigmer.agentrunner.logging;

import org.jspecify.annotations.NullMarked;
