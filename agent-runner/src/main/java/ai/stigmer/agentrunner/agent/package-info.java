/// Agents as files: what a model is told before a conversation, under a name. Uses `contract`; the
/// only user of snakeyaml-engine. Promises that a file that cannot be used is refused in one
/// sentence that names the line.
@NullMarked
package ai.stigmer.agentrunner.agent;

import org.jspecify.annotations.NullMarked;
