package ai.stigmer.release.report;

import static ai.stigmer.release.html.Html.element;
import static ai.stigmer.release.html.Html.text;

import ai.stigmer.release.html.Html;
import ai.stigmer.release.oci.Digest;
import java.util.ArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Digests as they fit on a page.
public final class Digests {

  private static final int DIGITS = 12;
  private static final Pattern LONG = Pattern.compile("(sha256:)?([0-9a-f]{12})[0-9a-f]{28,52}\\b");

  private Digests() {}

  /// The algorithm and the first digits, as Git and Docker shorten theirs.
  public static String brief(Digest digest) {
    return "sha256:" + digest.hex().substring(0, DIGITS);
  }

  /// A text whose digests and commits are shortened; whoever points at one sees it whole.
  public static Html shortened(String text) {
    var pieces = new ArrayList<Html>();
    Matcher found = LONG.matcher(text);
    int from = 0;
    while (found.find()) {
      pieces.add(text(text.substring(from, found.start())));
      String brief = found.group(1) == null ? found.group(2) : found.group(1) + found.group(2);
      pieces.add(element("code", brief).with("title", found.group()));
      from = found.end();
    }
    pieces.add(text(text.substring(from)));
    return Html.all(pieces);
  }

  /// The same in Markdown, where nobody can point at one.
  static String inMarkdown(String text) {
    return LONG.matcher(text).replaceAll("`$1$2`");
  }
}
