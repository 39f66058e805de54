package ai.stigmer.release.secret;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/// Replaces every known secret in a text by `***`: as it is, URL-encoded, and in Base64.
///
/// A secret shorter than four characters is left alone: replacing it would garble every text.
public final class Redactor {

  private static final int SHORTEST = 4;

  private final List<String> needles;

  /// A redactor of these secrets.
  public Redactor(Collection<Secret> secrets) {
    var found = new ArrayList<String>();
    for (Secret secret : secrets) {
      String value = secret.reveal();
      if (value.length() >= SHORTEST) {
        found.add(value);
        found.add(URLEncoder.encode(value, StandardCharsets.UTF_8));
        found.add(Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)));
      }
    }
    // The longest first: one secret may be the beginning of another.
    found.sort(Comparator.comparingInt(String::length).reversed());
    this.needles = List.copyOf(found);
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
