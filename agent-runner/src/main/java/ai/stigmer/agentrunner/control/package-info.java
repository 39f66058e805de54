/// The socket over which the small commands of a container speak to its worker, and the port to the
/// agent executions behind it. Uses the JDK only, so that a command starts without the worker's
/// libraries. Promises that an execution ends when the client that started it goes away.
@NullMarked
package ai.stigmer.agentrunner.control;

import org.jspecify.annotations.NullMarked;
