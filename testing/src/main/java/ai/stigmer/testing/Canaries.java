package ai.stigmer.testing;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Credentials of tests: each begins with the same word, so that it is found wherever it comes out,
/// URL-encoded too, and within something longer in Base64 as in `Authorization: Basic`.
public final class Canaries {

  /// What every credential of a test begins with.
  public static final String WORD = "canary-";

  // In Base64 a word looks different for each place in a group of three that it begins at.
  private static final Pattern SPELLING =
      Pattern.compile(String.join("|", Stream.concat(Stream.of(WORD), base64().stream()).toList()));
  private static final int AROUND = 40;

  private Canaries() {}

  /// The places of a text that hold one, with what stands around them.
  public static List<String> in(String text) {
    return SPELLING
        .matcher(text)
        .results()
        .map(found ->
            text.substring(
                Math.max(0, found.start() - AROUND), Math.min(text.length(), found.end() + AROUND)))
        .toList();
  }

  private static List<String> base64() {
    return Stream.of("", "x", "xx").map(Canaries::base64After).toList();
  }

  // Without the characters that what stands before or after decides as well.
  private static String base64After(String before) {
    byte[] bytes = (before + WORD).getBytes(StandardCharsets.UTF_8);
    String encoded = Base64.getEncoder().withoutPadding().encodeToString(bytes);
    return encoded.substring((before.length() * 8 + 5) / 6, bytes.length * 8 / 6);
  }
}
