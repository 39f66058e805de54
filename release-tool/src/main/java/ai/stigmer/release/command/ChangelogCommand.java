package ai.stigmer.release.command;

import ai.stigmer.release.git.SourceRepository;
import ai.stigmer.release.json.Json;
import ai.stigmer.release.version.ReleaseTag;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `changelog`: the notes of a release.
@Command(
    name = "changelog",
    description = {
      "Print the notes of a release: the changelog's section of its version, or else the commits"
          + " since the release before.",
      "",
      "A tag that does not exist yet stands for HEAD."
    })
final class ChangelogCommand implements Callable<Integer> {

  private final Environment environment;
  private final GlobalOptions options;

  @Mixin private TagParameter parameter = new TagParameter();

  ChangelogCommand(Environment environment, GlobalOptions options) {
    this.environment = environment;
    this.options = options;
  }

  @Override
  public Integer call() {
    var screen = new Screen(environment, options);
    try (Checkout checkout = Checkout.open(environment, options)) {
      SourceRepository source = checkout.completeSource();
      ReleaseTag tag = checkout.tag(parameter.tag);
      String notes = checkout.notes(tag, source.commitOf(tag).orElseGet(source::head));
      screen.result(screen.isJson() ? json(tag, notes) : notes);
      return ExitCode.CONVERGED;
    }
  }

  private static String json(ReleaseTag tag, String notes) {
    var json = new LinkedHashMap<String, Object>();
    json.put("version", 1);
    json.put("tag", tag.toString());
    json.put("notes", notes);
    return Json.writeIndented(json);
  }
}
