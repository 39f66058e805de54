package ai.stigmer.release.report;

import ai.stigmer.release.json.Json;
import ai.stigmer.release.verify.Finding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A verification's findings.
public final class VerificationReport {

  private VerificationReport() {}

  /// The findings as a person reads them: what drifted stands out.
  public static String text(String tag, List<Finding> findings, Style style) {
    int width = findings.stream().mapToInt(finding -> finding.subject().length()).max().orElse(0);
    var text = new StringBuilder();
    for (Finding finding : findings) {
      text.append("  ")
          .append(finding.sound() ? style.good("✓") : style.bad("✗"))
          .append(String.format(" %-" + width + "s  ", finding.subject()))
          .append(finding.sound() ? style.faint(finding.text()) : finding.text())
          .append('\n');
    }
    boolean sound = findings.stream().allMatch(Finding::sound);
    return text.append('\n')
        .append(sound ? style.good("✓ ") : style.bad("✗ "))
        .append(result(tag, findings))
        .append('\n')
        .toString();
  }

  /// What came of it in a sentence.
  public static String result(String tag, List<Finding> findings) {
    long drifted = findings.stream().filter(finding -> !finding.sound()).count();
    String all = Amounts.of(findings.size(), "thing");
    return drifted == 0
        ? tag + " is whole: " + all + " checked."
        : tag + " drifted: " + drifted + " of " + all + ".";
  }

  /// The findings as a script reads them.
  public static String json(String tag, List<Finding> findings) {
    var json = new LinkedHashMap<String, Object>();
    json.put("version", 1);
    json.put("tag", tag);
    json.put("sound", findings.stream().allMatch(Finding::sound));
    json.put("findings", findings.stream().map(VerificationReport::finding).toList());
    return Json.writeIndented(json);
  }

  private static Map<String, Object> finding(Finding finding) {
    var json = new LinkedHashMap<String, Object>();
    json.put("subject", finding.subject());
    json.put("sound", finding.sound());
    json.put("text", finding.text());
    return json;
  }
}
