/// What the program reads from its environment. Uses `secret` and the settings of `llm`. Promises
/// that every malformed value and every unknown name stops the start, all of them in one go, each
/// with a sentence that names its variable and never shows a secret.
@NullMarked
package ai.stigmer.agentrunner.config;

import org.jspecify.annotations.NullMarked;
