package ai.stigmer.agentrunner.execution;

/// The sessions this worker can reach.
public interface Sessions {

  /// Opens a session, which is new if there is none of that id, and waits while another execution
  /// holds it.
  ///
  /// @throws SessionException if there can be no such session
  /// @throws InterruptedException if the calling thread was interrupted
  Session open(String id) throws InterruptedException;

  /// Deletes a session's folder and conversation, after the execution that holds it; nothing if
  /// there is no such session.
  ///
  /// @throws SessionException if it cannot be deleted
  /// @throws InterruptedException if the calling thread was interrupted
  void delete(String id) throws InterruptedException;
}
