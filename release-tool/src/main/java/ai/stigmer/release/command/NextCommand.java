package ai.stigmer.release.command;

import ai.stigmer.release.git.SourceRepository;
import ai.stigmer.release.json.Json;
import ai.stigmer.release.notes.NextVersion;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.version.ReleaseTag;
import ai.stigmer.release.version.SemanticVersion;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `next`: the version a release of HEAD would have.
@Command(
    name = "next",
    description = "Print the next version, by the Conventional Commits since the last release.")
final class NextCommand implements Callable<Integer> {

  private final Environment environment;
  private final GlobalOptions options;

  NextCommand(Environment environment, GlobalOptions options) {
    this.environment = environment;
    this.options = options;
  }

  @Override
  public Integer call() {
    var screen = new Screen(environment, options);
    try (Checkout checkout = Checkout.open(environment, options)) {
      SourceRepository source = checkout.completeSource();
      Optional<ReleaseTag> last = source.lastRelease();
      SemanticVersion next =
          NextVersion.of(last.map(ReleaseTag::version), source.commits(source.head(), last))
              .orElseThrow(() ->
                  ReleaseException.input(
                      "Nothing was committed since " + last.orElseThrow(),
                      "Commit what is to be released."));
      screen.result(screen.isJson() ? json(next, last) : next + "\n");
      return ExitCode.CONVERGED;
    }
  }

  private static String json(SemanticVersion next, Optional<ReleaseTag> last) {
    var json = new LinkedHashMap<String, Object>();
    json.put("version", 1);
    json.put("next", next.toString());
    json.put("tag", new ReleaseTag(next).toString());
    last.ifPresent(tag -> json.put("last", tag.toString()));
    return Json.writeIndented(json);
  }
}
