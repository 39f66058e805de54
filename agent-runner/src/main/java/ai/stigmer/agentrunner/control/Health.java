package ai.stigmer.agentrunner.control;

/// Whether the worker does its work.
///
/// @param healthy whether it does
/// @param reason why, as one line for a person
public record Health(boolean healthy, String reason) {}
