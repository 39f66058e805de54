package ai.stigmer.release.process;

/// A program gave no answer. The message completes the sentence that begins with its name.
public final class ProgramFailure extends Exception {

  private static final long serialVersionUID = 1;

  ProgramFailure(String message) {
    super(message);
  }

  ProgramFailure(String message, Throwable cause) {
    super(message, cause);
  }

  /// How it failed: `did not end within 60 seconds`.
  public String how() {
    return String.valueOf(getMessage());
  }
}
