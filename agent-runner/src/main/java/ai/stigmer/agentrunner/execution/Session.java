package ai.stigmer.agentrunner.execution;

import ai.stigmer.agentrunner.conversation.Toolbox;
import java.util.List;

/// A session that is held by one execution: no other has it before this one is closed.
public interface Session extends AutoCloseable {

  /// Every turn of the session that was kept whole, oldest first.
  List<Entry> entries();

  /// Keeps a turn; once this returns, a killed worker loses it no more.
  void append(Entry entry);

  /// The tools over the session's folder.
  Toolbox toolbox();

  /// Lets the next execution have the session.
  @Override
  void close();
}
