package ai.stigmer.release.secret;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/// Replaces every known secret in a text by `***`, in each of its [Spellings].
///
/// A secret shorter than four characters is left alone: replacing it would garble every text.
public final class Redactor {

  private static final int SHORTEST = 4;

  private final List<String> needles;

  /// A redactor of these secrets.
  public Redactor(Collection<Secret> secrets) {
    // The longest first: one secret may be the beginning of another.
    this.needles =
        secrets.stream()
            .map(Secret::reveal)
            .filter(value -> value.length() >= SHORTEST)
            .flatMap(value -> Spellings.of(value).stream())
            .distinct()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
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
