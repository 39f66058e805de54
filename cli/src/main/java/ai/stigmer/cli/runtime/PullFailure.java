package ai.stigmer.cli.runtime;

import java.io.Serial;

/// A registry did not give an image, or only a part of it, which the next pull need not fetch
/// again.
public final class PullFailure extends RuntimeFailure {

  @Serial private static final long serialVersionUID = 1L;

  /// Names the image and the reason, and says what to do about it.
  public PullFailure(String summary, String remedy) {
    super(summary, remedy);
  }
}
