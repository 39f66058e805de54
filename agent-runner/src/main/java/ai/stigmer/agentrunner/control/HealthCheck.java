package ai.stigmer.agentrunner.control;

/// Whether the worker does its work at this moment.
public interface HealthCheck {

  /// Looks now; a few seconds at the most.
  Health check();
}
