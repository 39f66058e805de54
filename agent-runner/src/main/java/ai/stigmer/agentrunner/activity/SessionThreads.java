package ai.stigmer.agentrunner.activity;

import io.temporal.failure.ApplicationFailure;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Threads named after their sessions.
public final class SessionThreads implements ThreadActivities {

  private final RandomGenerator random;

  /// Threads whose ephemeral names come from this source.
  public SessionThreads(RandomGenerator random) {
    this.random = random;
  }

  @Override
  public String ensureThread(@Nullable String sessionId, @Nullable String agentId) {
    if (sessionId != null && !sessionId.isBlank()) {
      return "thread-" + sessionId;
    }
    if (agentId == null || agentId.isBlank()) {
      throw ApplicationFailure.newNonRetryableFailure(
          "EnsureThread needs a session id or an agent id", "InvalidArgument");
    }
    return "ephemeral-%s-%s".formatted(agentId, HexFormat.of().toHexDigits(random.nextInt()));
  }
}
