package ai.stigmer.agentrunner.execution;

import ai.stigmer.agentrunner.conversation.Toolbox;
import ai.stigmer.agentrunner.conversation.Turn;
import ai.stigmer.agentrunner.session.SessionException;
import ai.stigmer.agentrunner.session.Transcript;
import java.util.List;

/// A session that is held by one execution: no other has it before this one is closed.
public interface Session extends AutoCloseable {

  /// What an execution remembers of the session: the newest of the executions before it, then every
  /// turn of its own that was kept whole, oldest first.
  ///
  /// @throws SessionException if they cannot be read
  List<Transcript.Entry> turns(String executionId);

  /// Keeps a turn; once this returns, a killed worker loses it no more.
  ///
  /// @throws SessionException if it cannot be written
  void append(String executionId, Turn turn);

  /// The tools over the session's folder.
  Toolbox toolbox();

  /// Lets the next execution have the session.
  @Override
  void close();
}
