/// The running of one agent: the conversation between its model and its tools, kept step by step so
/// that another worker can go on with it, and the status that tells how far it is. Uses
/// `conversation`, `session` and `contract`. Promises that an execution always ends in a phase, and
/// that what it keeps and sends stays within bounds.
@NullMarked
package ai.stigmer.agentrunner.execution;

import org.jspecify.annotations.NullMarked;
