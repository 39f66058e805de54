/// The models of ollama, anthropic and openai, spoken to through LangChain4j, whose only user this
/// package is. May use the conversation and secrets. Promises that every call ends, with an answer,
/// a sentence that says why there is none, or the interruption that also cut the connection; and
/// that no key is shown, redirected, or sent in the clear beyond this machine.
@NullMarked
package ai.stigmer.agentrunner.llm;

import org.jspecify.annotations.NullMarked;
