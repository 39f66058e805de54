package ai.stigmer.release.report;

import ai.stigmer.release.apply.Conclusion;
import ai.stigmer.release.apply.Conclusion.Converged;
import ai.stigmer.release.apply.Conclusion.Failed;
import ai.stigmer.release.apply.Conclusion.Pending;
import ai.stigmer.release.apply.Conclusion.Refused;
import ai.stigmer.release.plan.Decision.Change;
import ai.stigmer.release.plan.DesiredAsset;
import ai.stigmer.release.problem.Problem;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.verify.Finding;
import ai.stigmer.release.verify.Promise;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// What GitHub Actions gets of a run: the step's outputs and the job's summary (GitHub Docs,
/// "Workflow commands for GitHub Actions").
///
/// @param outputs the file in `GITHUB_OUTPUT`
/// @param summary the file in `GITHUB_STEP_SUMMARY`
/// @param redaction takes secrets out of a text
public record ActionsReport(
    Optional<Path> outputs, Optional<Path> summary, UnaryOperator<String> redaction) {

  // Ends an output of several lines; no output here can contain it.
  private static final String END = "release-tool-end-of-output";

  /// Tells how a run ended.
  ///
  /// @throws ReleaseException of kind remote if a file cannot be written
  public void tell(Conclusion conclusion) {
    append(outputs, outputs(conclusion));
    append(summary, ConclusionMarkdown.of(conclusion));
  }

  /// Tells what kept a run from coming to a conclusion.
  ///
  /// @throws ReleaseException of kind remote if a file cannot be written
  public void tell(Problem problem) {
    append(summary, ConclusionMarkdown.of(problem));
  }

  /// Tells what was found of a published release.
  ///
  /// @throws ReleaseException of kind remote if a file cannot be written
  public void tellFound(String tag, List<Finding> findings) {
    append(summary, CheckedMarkdown.ofFindings(tag, findings));
  }

  /// Tells which promises a rehearsal kept.
  ///
  /// @param name what was rehearsed
  /// @throws ReleaseException of kind remote if a file cannot be written
  public void tellKept(String name, List<Promise> promises) {
    append(summary, CheckedMarkdown.ofPromises(name, promises));
  }

  private static String outputs(Conclusion conclusion) {
    var facts = ReleaseFacts.of(conclusion);
    var values = new LinkedHashMap<String, String>();
    values.put("changed", Boolean.toString(!made(conclusion).isEmpty()));
    values.put("version", facts.version());
    facts.image().ifPresent(value -> values.put("image", value));
    facts.digest().ifPresent(value -> values.put("digest", value));
    values.put("tags", String.join("\n", facts.tags()));
    values.put("checksums", checksums(conclusion.desired().assets()));
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

  private static List<Change> made(Conclusion conclusion) {
    return switch (conclusion) {
      case Converged converged -> converged.made();
      case Pending _ -> List.of();
      case Refused refused -> refused.made();
      case Failed failed -> failed.made();
    };
  }

  // As in the release's checksums file, so that what is known of a published release needs no file.
  private static String checksums(List<DesiredAsset> assets) {
    return assets.stream()
        .flatMap(asset -> asset.digest().stream().map(it -> it.hex() + "  " + asset.name()))
        .collect(Collectors.joining("\n"));
  }

  private void append(Optional<Path> target, String text) {
    if (target.isEmpty()) {
      return;
    }
    Path file = target.orElseThrow();
    try {
      Files.writeString(
          file,
          redaction.apply(text),
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException failure) {
      throw ReleaseException.remote(
          "The file " + file + " of GitHub Actions could not be written",
          "The world is as the plan says; check GITHUB_OUTPUT and GITHUB_STEP_SUMMARY.",
          failure);
    }
  }
}
