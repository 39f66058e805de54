package ai.stigmer.release.report;

import ai.stigmer.release.apply.Conclusion;
import ai.stigmer.release.json.Json;
import ai.stigmer.release.verify.Promise;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How a rehearsal ended.
public final class RehearsalReport {

  private RehearsalReport() {}

  /// What was released, the promises, and where to look, as a person reads them.
  ///
  /// @param conclusion what a last look at the world said
  public static String text(
      Conclusion conclusion, Path folder, List<Promise> promises, Style style) {
    var text = new StringBuilder("\n");
    text.append(
        style.strong(
            "Rehearsed " + conclusion.desired().project() + " " + conclusion.desired().tag()));
    text.append(" from commit ").append(conclusion.desired().commit().id()).append("\n\n");
    ReleaseFacts.of(conclusion)
        .lines()
        .forEach((name, value) -> text.append(String.format("  %-9s %s%n", name, value)));
    text.append('\n').append(style.strong("Promises")).append("\n\n");
    for (Promise promise : promises) {
      text.append("  ")
          .append(promise.kept() ? style.good("✓ ") : style.bad("✗ "))
          .append(promise.name())
          .append(' ')
          .append(promise.text())
          .append("\n       ")
          .append(promise.kept() ? style.faint(promise.proof()) : promise.proof())
          .append('\n');
    }
    text.append('\n').append(style.strong("Look at it in " + folder)).append("\n\n");
    text.append("  report.html  all of this as a page\n");
    text.append("  source       the checkout that was released\n");
    text.append("  registry     the image's blobs, manifests and tags\n");
    text.append("  github       the release, its assets and the pull request\n");
    if (conclusion.desired().formula().isPresent()) {
      text.append("  tap.git      the tap, a bare Git repository\n");
    }
    text.append('\n');
    return text.toString();
  }

  /// What was released and the promises, as a script reads them.
  ///
  /// @param environment the variables that lead into the world, if it stays up
  public static String json(
      Conclusion conclusion, Path folder, List<Promise> promises, Map<String, String> environment) {
    var json = new LinkedHashMap<String, Object>();
    json.put("version", 1);
    json.put("tag", conclusion.desired().tag().toString());
    json.put("folder", folder.toString());
    json.put("report", folder.resolve("report.html").toString());
    json.put("release", ConclusionJson.release(conclusion));
    json.put("kept", promises.stream().allMatch(Promise::kept));
    if (!environment.isEmpty()) {
      json.put("environment", environment);
    }
    json.put("promises", promises.stream().map(RehearsalReport::promise).toList());
    return Json.writeIndented(json);
  }

  private static Map<String, Object> promise(Promise promise) {
    var json = new LinkedHashMap<String, Object>();
    json.put("name", promise.name());
    json.put("text", promise.text());
    json.put("kept", promise.kept());
    json.put("proof", promise.proof());
    return json;
  }
}
