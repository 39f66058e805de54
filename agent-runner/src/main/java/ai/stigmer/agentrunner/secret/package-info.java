/// Values that nobody may see. Uses nothing. Promises that a secret printed, logged or joined to a
/// sentence by mistake shows as `***`.
@NullMarked
package ai.stigmer.agentrunner.secret;

import org.jspecify.annotations.NullMarked;
