package ai.stigmer.release.git;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;

/// What differs between two texts, as Git shows it.
public final class TextDifference {

  private TextDifference() {}

  /// The difference in unified form; empty if there is none.
  ///
  /// @param name the file's name in the heading
  public static String unified(String name, String before, String after) {
    if (before.equals(after)) {
      return "";
    }
    var left = new RawText(before.getBytes(StandardCharsets.UTF_8));
    var right = new RawText(after.getBytes(StandardCharsets.UTF_8));
    var out = new ByteArrayOutputStream();
    try (var formatter = new DiffFormatter(out)) {
      formatter.format(
          new HistogramDiff().diff(RawTextComparator.DEFAULT, left, right), left, right);
      formatter.flush();
    } catch (IOException impossible) {
      throw new IllegalStateException("writing to memory", impossible);
    }
    return "--- a/" + name + "\n+++ b/" + name + "\n" + out.toString(StandardCharsets.UTF_8);
  }
}
