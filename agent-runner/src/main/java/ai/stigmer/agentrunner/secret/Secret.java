package ai.stigmer.agentrunner.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/// A password or token. Its text is `***`; only [#reveal()] gives the value.
public final class Secret {

  private final String value;

  private Secret(String value) {
    this.value = value;
  }

  /// Wraps a value, which must not be blank.
  public static Secret of(String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException("a secret must not be blank");
    }
    return new Secret(value);
  }

  /// The value, for the one place that sends it.
  public String reveal() {
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret
        && MessageDigest.isEqual(
            value.getBytes(StandardCharsets.UTF_8), secret.value.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return "***";
  }
}
