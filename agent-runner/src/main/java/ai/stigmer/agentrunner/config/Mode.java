package ai.stigmer.agentrunner.config;

/// Whether the worker may do without a server.
enum Mode {
  /// It may.
  LOCAL,
  /// It needs one, and its key.
  CLOUD
}
