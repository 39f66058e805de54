/// JSON, read and written. Uses Jackson to read and nothing to write, so that a command which only
/// writes loads no library. Promises one line of valid JSON for any text.
@NullMarked
package ai.stigmer.agentrunner.json;

import org.jspecify.annotations.NullMarked;
