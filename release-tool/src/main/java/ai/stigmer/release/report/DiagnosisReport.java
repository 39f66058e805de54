package ai.stigmer.release.report;

import ai.stigmer.release.doctor.Diagnosis;
import ai.stigmer.release.doctor.Diagnosis.Amiss;
import ai.stigmer.release.doctor.Diagnosis.Sound;
import ai.stigmer.release.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a preflight found.
public final class DiagnosisReport {

  private static final int VERSION = 1;

  private DiagnosisReport() {}

  /// As a person reads it: what is amiss stands out, with its remedy below.
  public static String text(List<Diagnosis> diagnoses, Style style) {
    int width =
        diagnoses.stream().mapToInt(diagnosis -> diagnosis.subject().length()).max().orElse(0);
    var text = new StringBuilder();
    for (Diagnosis diagnosis : diagnoses) {
      String subject = String.format("%-" + width + "s  ", diagnosis.subject());
      text.append("  ")
          .append(
              switch (diagnosis) {
                case Sound sound -> style.good("✓ ") + subject + style.faint(sound.text());
                case Amiss amiss ->
                    style.bad("✗ ")
                        + subject
                        + amiss.problem().text().replace("\n", "\n" + " ".repeat(width + 6));
              })
          .append('\n');
    }
    long amiss = diagnoses.stream().filter(Amiss.class::isInstance).count();
    return text.append('\n')
        .append(
            amiss == 0
                ? style.good("✓ ") + "Nothing stands in the way of a release.\n"
                : style.bad("✗ ")
                    + amiss
                    + " of "
                    + diagnoses.size()
                    + " things stand in the way of a release.\n")
        .toString();
  }

  /// As a script reads it, by `docs/doctor.schema.json`.
  public static String json(List<Diagnosis> diagnoses) {
    var json = new LinkedHashMap<String, Object>();
    json.put("version", VERSION);
    json.put("sound", diagnoses.stream().allMatch(Sound.class::isInstance));
    json.put("diagnoses", diagnoses.stream().map(DiagnosisReport::entry).toList());
    return Json.writeIndented(json);
  }

  private static Map<String, Object> entry(Diagnosis diagnosis) {
    var json = new LinkedHashMap<String, Object>();
    json.put("subject", diagnosis.subject());
    switch (diagnosis) {
      case Sound sound -> {
        json.put("sound", true);
        json.put("text", sound.text());
      }
      case Amiss amiss -> {
        json.put("sound", false);
        json.put("problem", PlanJson.problem(amiss.problem()));
      }
    }
    return json;
  }
}
