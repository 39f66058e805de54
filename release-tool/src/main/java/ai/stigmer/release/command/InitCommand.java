package ai.stigmer.release.command;

import ai.stigmer.release.configuration.GitHubRepository;
import ai.stigmer.release.git.NewRepository;
import ai.stigmer.release.git.SourceRepository;
import ai.stigmer.release.git.TextDifference;
import ai.stigmer.release.json.Json;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.report.Style;
import ai.stigmer.release.scaffold.Product;
import ai.stigmer.release.scaffold.Scaffold;
import ai.stigmer.release.scaffold.Scaffold.Differs;
import ai.stigmer.release.scaffold.Scaffold.Laid;
import ai.stigmer.release.scaffold.Scaffold.Same;
import ai.stigmer.release.scaffold.Scaffold.Written;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `init`: the first files of a product that is to be released, and of its tap.
@Command(
    name = "init",
    description = {
      "Write release.yaml, the release workflow and a formula's template, and with --tap a whole tap.",
      "",
      "A file that is there is left as it is; what it would become is shown, and the exit code is 2."
    })
final class InitCommand implements Callable<Integer> {

  private final Environment environment;
  private final GlobalOptions options;

  @Option(
      names = "--tap",
      paramLabel = "DIR",
      description = "Make a Homebrew tap in this folder too, a Git repository on its branch main.")
  private Optional<Path> tap = Optional.empty();

  InitCommand(Environment environment, GlobalOptions options) {
    this.environment = environment;
    this.options = options;
  }

  @Override
  public Integer call() {
    var screen = new Screen(environment, options);
    try (SourceRepository source = SourceRepository.open(environment.folder())) {
      Product product =
          Product.of(source.root(), repository(source).toString(), override("homebrew.tap"));
      var laid = new LinkedHashMap<Path, List<Laid>>();
      laid.put(
          source.root(), Scaffold.ofProduct(source.root(), product, ToolVersion.released()).lay());
      tap.map(environment.folder()::resolve)
          .ifPresent(folder -> {
            List<Laid> files = Scaffold.ofTap(folder, product).lay();
            laid.put(folder, files);
            NewRepository.begin(
                folder,
                files.stream().filter(file -> !(file instanceof Differs)).map(Laid::path).toList(),
                "Begin the tap of " + product.project());
          });
      screen.result(screen.isJson() ? json(laid) : text(laid, product, screen.style()));
      boolean asWanted =
          laid.values().stream().flatMap(List::stream).noneMatch(Differs.class::isInstance);
      return asWanted ? ExitCode.CONVERGED : ExitCode.INPUT;
    }
  }

  private GitHubRepository repository(SourceRepository source) {
    return override("github.repository")
        .or(() -> environment.find("GITHUB_REPOSITORY"))
        .or(source::gitHubRepository)
        .map(GitHubRepository::of)
        .orElseThrow(() ->
            ReleaseException.input(
                "It is not known which GitHub repository is released",
                "Give this clone its origin (git remote add origin URL), or pass"
                    + " --set github.repository=OWNER/NAME."));
  }

  private Optional<String> override(String key) {
    return options.overrides.stream()
        .filter(override -> override.startsWith(key + "="))
        .map(override -> override.substring(key.length() + 1))
        .reduce((first, last) -> last);
  }

  private static String text(Map<Path, List<Laid>> laid, Product product, Style style) {
    var text = new StringBuilder();
    var differences = new StringBuilder();
    laid.forEach((folder, files) -> {
      text.append(style.strong(folder.toString())).append('\n');
      for (Laid file : files) {
        text.append("  ")
            .append(
                switch (file) {
                  case Written(String path) -> style.good("+ ") + path;
                  case Same(String path) -> style.faint("= ") + path;
                  case Differs(String path, String there, String wanted) -> {
                    differences.append('\n').append(TextDifference.unified(path, there, wanted));
                    yield style.change("! ") + path + style.faint("  is there, left as it is");
                  }
                })
            .append('\n');
      }
      text.append('\n');
    });
    text.append("Look at release.yaml");
    if (product.license().equals("NOASSERTION")) {
      text.append(" (it lacks the licence)");
    }
    text.append(", commit, and rehearse: release-tool rehearse\n");
    if (ToolVersion.released().isEmpty()) {
      text.append(
          "This release-tool is of no release: fill in a version and its commit in .github/workflows/release.yml.\n");
    }
    return text.append(differences).toString();
  }

  private static String json(Map<Path, List<Laid>> laid) {
    var files = new ArrayList<Map<String, Object>>();
    laid.forEach((folder, all) ->
        all.forEach(file -> {
          var entry = new LinkedHashMap<String, Object>();
          entry.put("file", folder.resolve(file.path()).toString());
          entry.put(
              "state",
              switch (file) {
                case Written _ -> "written";
                case Same _ -> "same";
                case Differs _ -> "differs";
              });
          files.add(entry);
        }));
    var json = new LinkedHashMap<String, Object>();
    json.put("version", 1);
    json.put("files", files);
    return Json.writeIndented(json);
  }
}
