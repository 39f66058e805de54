package ai.stigmer.release.report;

import ai.stigmer.release.plan.Decision;
import ai.stigmer.release.plan.Decision.Change;
import ai.stigmer.release.plan.Decision.Conflict;
import ai.stigmer.release.plan.Decision.Satisfied;
import ai.stigmer.release.plan.Plan;
import ai.stigmer.release.problem.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The parts of a plan as JSON values.
final class PlanJson {

  private PlanJson() {}

  /// The decisions, in their order.
  static List<Map<String, Object>> decisions(Plan plan) {
    return plan.decisions().stream().map(decision -> decision(plan, decision)).toList();
  }

  /// The counts.
  static Map<String, Object> summary(Plan plan) {
    var json = new LinkedHashMap<String, Object>();
    json.put("satisfied", plan.satisfied().size());
    json.put("change", plan.changes().size());
    json.put("conflict", plan.conflicts().size());
    return json;
  }

  /// A problem.
  static Map<String, Object> problem(Problem problem) {
    var json = new LinkedHashMap<String, Object>();
    json.put("kind", problem.kind().name().toLowerCase(Locale.ROOT));
    json.put("summary", problem.summary());
    json.put("detail", problem.detail());
    json.put("remedy", problem.remedy());
    return json;
  }

  private static Map<String, Object> decision(Plan plan, Decision decision) {
    var json = new LinkedHashMap<String, Object>();
    json.put("stage", decision.subject().stage().label());
    json.put("subject", decision.subject().name());
    switch (decision) {
      case Satisfied satisfied -> {
        json.put("decision", "satisfied");
        json.put("reason", satisfied.reason());
      }
      case Change change -> {
        json.put("decision", "change");
        json.put("action", ActionText.kind(change.action()));
        json.put("does", ActionText.of(change.action()));
        json.put("known", change.action().ready());
        json.put("stopped", !plan.applicable().contains(change));
        json.put("reason", change.reason());
      }
      case Conflict conflict -> {
        json.put("decision", "conflict");
        json.put("problem", problem(conflict.problem()));
      }
    }
    return json;
  }
}
