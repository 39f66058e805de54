package ai.stigmer.agentrunner.execution;

import ai.stigmer.agentrunner.conversation.Toolbox;
import ai.stigmer.agentrunner.session.SessionException;
import ai.stigmer.agentrunner.session.SessionFolder;
import ai.stigmer.agentrunner.session.SessionFolders;
import java.util.function.Function;

/// The sessions this worker can reach.
public interface Sessions {

  /// Sessions on disk.
  ///
  /// @param tools makes the tools over a session's folder
  static Sessions in(SessionFolders folders, Function<SessionFolder, Toolbox> tools) {
    return new SessionsOnDisk(folders, tools);
  }

  /// Opens a session, which is new if there is none of that id, and waits while another execution
  /// holds it.
  ///
  /// @throws SessionException if there can be no such session
  /// @throws InterruptedException if the calling thread was interrupted
  Session open(String id) throws InterruptedException;

  /// Deletes a session's folder when no execution holds it any more; nothing if there is no such
  /// session. What was said in it stays.
  ///
  /// @throws SessionException if it cannot be deleted
  /// @throws InterruptedException if the calling thread was interrupted
  void delete(String id) throws InterruptedException;
}
