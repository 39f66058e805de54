package ai.stigmer.release.report;

import ai.stigmer.release.apply.Conclusion;
import ai.stigmer.release.problem.ReleaseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Optional;

/// What GitHub Actions gets of a run: the step's outputs and the job's summary (GitHub Docs,
/// "Workflow commands for GitHub Actions").
public final class ActionsReport {

  // Ends an output of several lines; no output here can contain it.
  private static final String END = "release-tool-end-of-output";

  private ActionsReport() {}

  /// Appends to the files Actions names.
  ///
  /// @param outputs the file in `GITHUB_OUTPUT`
  /// @param summary the file in `GITHUB_STEP_SUMMARY`
  /// @throws ReleaseException of kind remote if one cannot be written
  public static void write(Conclusion conclusion, Optional<Path> outputs, Optional<Path> summary) {
    outputs.ifPresent(file -> append(file, outputs(ReleaseFacts.of(conclusion))));
    summary.ifPresent(
        file -> append(file, PlanMarkdown.of(conclusion) + links(ReleaseFacts.of(conclusion))));
  }

  private static String outputs(ReleaseFacts facts) {
    var values = new LinkedHashMap<String, String>();
    values.put("version", facts.version());
    facts.image().ifPresent(value -> values.put("image", value));
    facts.digest().ifPresent(value -> values.put("digest", value));
    values.put("tags", String.join("\n", facts.tags()));
    facts.releasePage().ifPresent(value -> values.put("release-url", value));
    facts.pullRequestPage().ifPresent(value -> values.put("pull-request-url", value));
    var text = new StringBuilder();
    values.forEach((name, value) ->
        text.append(name)
            .append("<<")
            .append(END)
            .append('\n')
            .append(value)
            .append('\n')
            .append(END)
            .append('\n'));
    return text.toString();
  }

  private static String links(ReleaseFacts facts) {
    var text = new StringBuilder("\n");
    facts
        .lines()
        .forEach((name, value) ->
            text.append("- ").append(name).append(": ").append(value).append('\n'));
    return text.toString();
  }

  private static void append(Path file, String text) {
    try {
      Files.writeString(
          file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException failure) {
      throw ReleaseException.remote(
          "The file " + file + " of GitHub Actions could not be written",
          "The world is as the plan says; check GITHUB_OUTPUT and GITHUB_STEP_SUMMARY.",
          failure);
    }
  }
}
