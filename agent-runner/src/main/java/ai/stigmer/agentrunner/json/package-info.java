/// The little JSON that is written without a library. Uses nothing. Promises one line of valid JSON
/// for any text.
@NullMarked
package ai.stigmer.agentrunner.json;

import org.jspecify.annotations.NullMarked;
