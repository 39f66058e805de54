package ai.stigmer.agentrunner.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Replaces every known secret in a text by `***`: as it is, URL-encoded, and in Base64.
///
/// A secret shorter than four characters is left alone: replacing it would garble every text.
public final class Redactor {

  private static final int SHORTEST = 4;

  private final List<String> needles;

  /// A redactor of these secrets.
  public Redactor(Collection<Secret> secrets) {
    Set<String> found = new LinkedHashSet<>();
    for (Secret secret : secrets) {
      String value = secret.reveal();
      if (value.length() >= SHORTEST) {
        byte[] bytes = value.getBytes(UTF_8);
        found.add(value);
        found.add(URLEncoder.encode(value, UTF_8));
        found.add(URLEncoder.encode(value, UTF_8).replace("+", "%20"));
        // Without its padding it is found with it, too.
        found.add(Base64.getEncoder().withoutPadding().encodeToString(bytes));
        found.add(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
      }
    }
    // The longest first: one secret may be the beginning of another.
    this.needles =
        found.stream().sorted(Comparator.comparingInt(String::length).reversed()).toList();
  }

  /// The text without any secret.
  public String redact(String text) {
    String redacted = text;
    for (String needle : needles) {
      redacted = redacted.replace(needle, "***");
    }
    return redacted;
  }
}
