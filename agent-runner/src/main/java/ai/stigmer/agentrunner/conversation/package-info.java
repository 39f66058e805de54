/// What passes between an agent, its model and its tools: the turns, and the two ports an agent
/// speaks through. Uses nothing. Promises values that cannot change.
@NullMarked
package ai.stigmer.agentrunner.conversation;

import org.jspecify.annotations.NullMarked;
