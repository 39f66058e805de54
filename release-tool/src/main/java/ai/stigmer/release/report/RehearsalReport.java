package ai.stigmer.release.report;

import ai.stigmer.release.json.Json;
import ai.stigmer.release.verify.Promise;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How a rehearsal ended.
public final class RehearsalReport {

  private RehearsalReport() {}

  /// The promises, and where to look, as a person reads them.
  public static String text(Path folder, List<Promise> promises, Style style) {
    var text = new StringBuilder("\n" + style.strong("Promises") + "\n\n");
    for (Promise promise : promises) {
      text.append("  ")
          .append(promise.kept() ? style.good("✓") : style.bad("✗"))
          .append(' ')
          .append(promise.name())
          .append(' ')
          .append(promise.text())
          .append('\n')
          .append("       ")
          .append(promise.kept() ? style.faint(promise.proof()) : promise.proof())
          .append('\n');
    }
    text.append('\n')
        .append(style.strong("Look at it in"))
        .append(' ')
        .append(folder)
        .append("\n\n");
    text.append("  source    the checkout that was released\n");
    text.append("  registry  the image's blobs, manifests and tags\n");
    text.append("  github    the release, its assets and the pull request\n");
    text.append("  tap.git   the tap: git -C ")
        .append(folder.resolve("tap.git"))
        .append(" log --all -p\n");
    return text.append('\n').toString();
  }

  /// The promises as a script reads them.
  public static String json(String tag, Path folder, List<Promise> promises) {
    var json = new LinkedHashMap<String, Object>();
    json.put("version", 1);
    json.put("tag", tag);
    json.put("folder", folder.toString());
    json.put("kept", promises.stream().allMatch(Promise::kept));
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
