package ai.stigmer.release.git;

import java.time.Instant;

/// A commit.
///
/// @param id its forty hexadecimal digits
/// @param time when it was committed
/// @param message its whole message
public record Commit(String id, Instant time, String message) {

  /// The first line of its message.
  public String subject() {
    return message.lines().findFirst().orElse("");
  }
}
