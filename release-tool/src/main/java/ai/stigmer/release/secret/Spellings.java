package ai.stigmer.release.secret;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// How a secret may stand in a text: as it is, in a URL or a form, in JSON, in HTML, and in Base64,
/// also as part of something longer, as in `Authorization: Basic`.
final class Spellings {

  // Three bytes are four characters: where in them the secret begins changes all of them.
  private static final int GROUP = 3;
  private static final int SHORTEST_BASE64 = 8;

  private Spellings() {}

  /// Every spelling of a value.
  static Set<String> of(String value) {
    var spellings = new LinkedHashSet<String>();
    spellings.add(value);
    String form = URLEncoder.encode(value, StandardCharsets.UTF_8);
    for (String encoded : List.of(form, form.replace("+", "%20"))) {
      spellings.add(encoded);
      spellings.add(lowerCaseEscapes(encoded));
    }
    spellings.add(value.replace("\\", "\\\\").replace("\"", "\\\""));
    spellings.add(
        value
            .replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replace("\"", "&quot;")
            .replace("'", "&#39;"));
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
      spellings.add(encoder.encodeToString(bytes));
      base64Within(bytes, encoder).stream()
          .filter(part -> part.length() >= SHORTEST_BASE64)
          .forEach(spellings::add);
    }
    return spellings;
  }

  private static String lowerCaseEscapes(String encoded) {
    var lower = new StringBuilder(encoded);
    for (int at = encoded.indexOf('%'); at >= 0; at = encoded.indexOf('%', at + 1)) {
      lower.replace(at, at + 3, encoded.substring(at, at + 3).toLowerCase(Locale.ROOT));
    }
    return lower.toString();
  }

  /// The characters that depend on the bytes alone, for each place in a group they may begin at.
  private static List<String> base64Within(byte[] bytes, Base64.Encoder encoder) {
    var parts = new ArrayList<String>();
    for (int before = 0; before < GROUP; before++) {
      int skipped = (GROUP - before) % GROUP;
      int whole = Math.max(0, bytes.length - skipped) / GROUP * GROUP;
      if (whole > 0) {
        parts.add(encoder.encodeToString(Arrays.copyOfRange(bytes, skipped, skipped + whole)));
      }
    }
    return parts;
  }
}
