package ai.stigmer.agentrunner.execution;

import ai.stigmer.agentrunner.conversation.Turn;
import java.time.Instant;

/// One turn of a session's conversation, as it was kept.
///
/// @param executionId the execution it belongs to
/// @param at when it was over
public record Entry(String executionId, Instant at, Turn turn) {}
