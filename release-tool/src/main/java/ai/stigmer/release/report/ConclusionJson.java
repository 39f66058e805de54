package ai.stigmer.release.report;

import ai.stigmer.release.apply.Conclusion;
import ai.stigmer.release.apply.Conclusion.Converged;
import ai.stigmer.release.apply.Conclusion.Failed;
import ai.stigmer.release.apply.Conclusion.Pending;
import ai.stigmer.release.apply.Conclusion.Refused;
import ai.stigmer.release.json.Json;
import ai.stigmer.release.problem.Problem;
import java.util.LinkedHashMap;
import java.util.Map;

/// How a run ended, as a script reads it, by `docs/plan.schema.json`.
public final class ConclusionJson {

  private static final int VERSION = 1;

  private ConclusionJson() {}

  /// The whole answer as one JSON object.
  public static String of(Conclusion conclusion) {
    var json = new LinkedHashMap<String, Object>();
    json.put("version", VERSION);
    json.put("status", status(conclusion));
    json.put("project", conclusion.desired().project());
    json.put("tag", conclusion.desired().tag().toString());
    json.put("commit", conclusion.desired().commit().id());
    json.put("yanked", conclusion.desired().yanked());
    json.put("release", release(conclusion));
    json.put("decisions", PlanJson.decisions(conclusion.plan()));
    json.put("summary", PlanJson.summary(conclusion.plan()));
    switch (conclusion) {
      case Converged converged -> json.put("written", converged.made().size());
      case Failed failed -> {
        json.put("written", failed.made().size());
        json.put(
            "failures",
            failed.outcome().failures().stream()
                .map(failure -> {
                  Map<String, Object> entry = new LinkedHashMap<>();
                  entry.put("subject", failure.change().subject().toString());
                  entry.put("problem", PlanJson.problem(failure.problem()));
                  return entry;
                })
                .toList());
      }
      case Refused refused -> json.put("written", refused.made().size());
      case Pending _ -> json.put("written", 0);
    }
    return Json.writeIndented(json);
  }

  /// The answer of a run that ended before it could look at the world.
  public static String of(Problem problem) {
    var json = new LinkedHashMap<String, Object>();
    json.put("version", VERSION);
    json.put("status", "error");
    json.put("problem", PlanJson.problem(problem));
    return Json.writeIndented(json);
  }

  private static String status(Conclusion conclusion) {
    return switch (conclusion) {
      case Converged _ -> "converged";
      case Pending _ -> "pending";
      case Refused _ -> "refused";
      case Failed _ -> "failed";
    };
  }

  /// Where the release is, and under which names.
  static Map<String, Object> release(Conclusion conclusion) {
    ReleaseFacts facts = ReleaseFacts.of(conclusion);
    var json = new LinkedHashMap<String, Object>();
    json.put("repository", conclusion.desired().image().repository().toString());
    facts.image().ifPresent(value -> json.put("image", value));
    facts.digest().ifPresent(value -> json.put("digest", value));
    json.put("tags", facts.tags());
    facts.releasePage().ifPresent(value -> json.put("release-url", value));
    facts.pullRequestPage().ifPresent(value -> json.put("pull-request-url", value));
    return json;
  }
}
