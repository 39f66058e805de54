package ai.stigmer.agentrunner.control;

/// An agent by what a person chooses it by.
///
/// @param name what `run` calls it by
/// @param description what it does, on one line
public record AgentSummary(String name, String description) {}
