package ai.stigmer.agentrunner.activity;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import org.jspecify.annotations.Nullable;

/// Conversation threads: what an agent remembers between two executions of one session.
@ActivityInterface
public interface ThreadActivities {

  /// The thread of a session, `thread-<session>`; without a session a new thread of the agent's
  /// own, `ephemeral-<agent>-<8 hexadecimal digits>`.
  ///
  /// @param sessionId the session; the server sends nothing or an empty text where there is none
  /// @param agentId the agent that is going to run
  @ActivityMethod(name = "EnsureThread")
  String ensureThread(@Nullable String sessionId, @Nullable String agentId);
}
