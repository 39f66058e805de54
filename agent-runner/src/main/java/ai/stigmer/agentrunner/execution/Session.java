package ai.stigmer.agentrunner.execution;

import ai.stigmer.agentrunner.conversation.Toolbox;
import ai.stigmer.agentrunner.conversation.Turn;
import ai.stigmer.agentrunner.session.SessionException;
import ai.stigmer.agentrunner.session.Transcript;
import java.util.List;

/// A session that is held by one execution: no other has it before this one is closed.
public interface Session extends AutoCloseable {

  /// Every turn of the session that was kept whole, oldest first.
  ///
  /// @throws SessionException if they cannot be read
  List<Transcript.Entry> turns();

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
