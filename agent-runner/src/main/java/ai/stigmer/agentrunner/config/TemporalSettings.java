package ai.stigmer.agentrunner.config;

/// How the worker finds Temporal and how much it takes on.
///
/// @param address Temporal's front end, `host:port`
/// @param namespace the namespace it works in
/// @param taskQueue the queue it polls
/// @param maxConcurrency how many activities run at once
public record TemporalSettings(
    String address, String namespace, String taskQueue, int maxConcurrency) {}
