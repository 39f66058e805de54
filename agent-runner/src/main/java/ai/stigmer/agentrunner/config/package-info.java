/// What the worker reads from its environment. Uses nothing. Promises that a malformed value stops
/// the start with a sentence that names its variable.
@NullMarked
package ai.stigmer.agentrunner.config;

import org.jspecify.annotations.NullMarked;
