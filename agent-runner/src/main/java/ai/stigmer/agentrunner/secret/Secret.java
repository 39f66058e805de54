package ai.stigmer.agentrunner.secret;

/// A key, token or password.
///
/// @param value what must not be shown; not blank
public record Secret(String value) {

  private static final String MASK = "***";

  /// Refuses a value that protects nothing.
  public Secret {
    if (value.isBlank()) {
      throw new IllegalArgumentException("A secret is never blank.");
    }
  }

  /// That text without this secret in it.
  public String removedFrom(String text) {
    return text.replace(value, MASK);
  }

  /// Three stars.
  @Override
  public String toString() {
    return MASK;
  }
}
