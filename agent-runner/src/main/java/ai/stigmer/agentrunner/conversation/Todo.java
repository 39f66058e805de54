package ai.stigmer.agentrunner.conversation;

/// One thing an agent set out to do.
///
/// @param id what the agent calls it
/// @param content what is to be done
public record Todo(String id, String content, Status status) {

  /// How far it is.
  public enum Status {
    /// Not begun.
    PENDING,
    /// Begun.
    IN_PROGRESS,
    /// Done.
    COMPLETED,
    /// Given up.
    CANCELLED
  }
}
