package ai.stigmer.release.command;

import ai.stigmer.release.apply.World;
import ai.stigmer.release.github.Release;
import ai.stigmer.release.github.YankMark;
import ai.stigmer.release.json.Json;
import ai.stigmer.release.plan.ObservedHost;
import ai.stigmer.release.plan.ObservedRelease;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.version.FloatingTag;
import ai.stigmer.release.version.ReleaseTag;
import ai.stigmer.release.version.SemanticVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tags`: the image tags of a release.
@Command(name = "tags", description = "Print the image tags a release gets, one a line.")
final class TagsCommand implements Callable<Integer> {

  private final Environment environment;
  private final GlobalOptions options;

  @Parameters(paramLabel = "TAG", description = "The release tag.")
  private String tag = "";

  @Option(
      names = "--existing",
      paramLabel = "FILE",
      description =
          "The known release tags, one a line ('-': standard input), not the registry's; that of a"
              + " yanked release as its title has it: v1.2.4 (yanked).")
  private Optional<String> existing = Optional.empty();

  TagsCommand(Environment environment, GlobalOptions options) {
    this.environment = environment;
    this.options = options;
  }

  @Override
  public Integer call() {
    var screen = new Screen(environment, options);
    ReleaseTag released = ReleaseTag.of(tag);
    Collection<SemanticVersion> versions =
        existing.map(file -> known(released, file)).orElseGet(() -> observed(released));
    var tags = new ArrayList<String>();
    tags.add(released.toString());
    for (FloatingTag floating : FloatingTag.of(released.version())) {
      if (floating.highestOf(versions).equals(Optional.of(released.version()))) {
        tags.add(floating.name());
      }
    }
    screen.result(screen.isJson() ? json(tags) : String.join("\n", tags) + "\n");
    return ExitCode.CONVERGED;
  }

  // A known tag is that of a published release.
  private Collection<SemanticVersion> known(ReleaseTag released, String file) {
    List<String> lines = lines(file);
    Set<SemanticVersion> versions = versions(lines.stream());
    return ObservedRelease.eligible(
        released.version(),
        versions,
        versions,
        versions(lines.stream().flatMap(line -> YankMark.tagOf(line).stream())));
  }

  private List<String> lines(String file) {
    try {
      byte[] content =
          file.equals("-")
              ? System.in.readAllBytes()
              : Files.readAllBytes(environment.folder().resolve(Path.of(file)));
      return new String(content, StandardCharsets.UTF_8).lines().map(String::strip).toList();
    } catch (IOException unreadable) {
      throw ReleaseException.input(
          "The file '" + file + "' of --existing cannot be read",
          "Name a file of tags, one a line.");
    }
  }

  private static Set<SemanticVersion> versions(Stream<String> lines) {
    return lines
        .flatMap(line -> ReleaseTag.find(line).stream())
        .map(ReleaseTag::version)
        .collect(Collectors.toSet());
  }

  private Collection<SemanticVersion> observed(ReleaseTag released) {
    try (Checkout checkout = Checkout.open(environment, options)) {
      World world =
          new Connections(environment, request -> {}, false)
              .world(checkout.configuration(), checkout.gitHubRepository());
      Map<SemanticVersion, Release> published = ObservedHost.published(world.host().releases());
      return ObservedRelease.eligible(
          released.version(),
          versions(world.registry().tags(checkout.configuration().image().repository()).stream()),
          published.keySet(),
          ObservedHost.yanked(published));
    }
  }

  private static String json(List<String> tags) {
    var json = new LinkedHashMap<String, Object>();
    json.put("version", 1);
    json.put("tags", tags);
    return Json.writeIndented(json);
  }
}
