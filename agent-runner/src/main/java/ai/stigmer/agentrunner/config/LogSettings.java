package ai.stigmer.agentrunner.config;

/// What is logged, and how.
public record LogSettings(LogLevel level, LogFormat format) {}
