/// What makes the next start faster than this one. Uses the JDK alone. Promises that it never keeps
/// the worker from working: what cannot be done is told and left.
@NullMarked
package ai.stigmer.agentrunner.startup;

import org.jspecify.annotations.NullMarked;
