/// Values that must never be shown. Uses nothing. Promises that a secret prints as `***`, and that
/// text passed through a [ai.stigmer.agentrunner.secret.Redactor] holds none of the secrets it
/// knows.
@NullMarked
package ai.stigmer.agentrunner.secret;

import org.jspecify.annotations.NullMarked;
