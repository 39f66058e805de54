package ai.stigmer.release.command;

import ai.stigmer.release.configuration.Configuration;
import ai.stigmer.release.configuration.GitHubRepository;
import ai.stigmer.release.git.Commit;
import ai.stigmer.release.git.SourceRepository;
import ai.stigmer.release.notes.Changelog;
import ai.stigmer.release.notes.ReleaseNotes;
import ai.stigmer.release.problem.Problem;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.version.ReleaseTag;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The checkout a command runs in, and its configuration.
final class Checkout implements AutoCloseable {

  private static final String WORK = "build/release";
  private static final int SHOWN_PATHS = 10;

  private final Environment environment;
  private final SourceRepository source;
  private final Configuration configuration;

  private Checkout(Environment environment, SourceRepository source, Configuration configuration) {
    this.environment = environment;
    this.source = source;
    this.configuration = configuration;
  }

  /// Opens the repository around the working directory, and reads its configuration.
  ///
  /// @throws ReleaseException of kind input if there is no repository, or no sound configuration
  static Checkout open(Environment environment, GlobalOptions options) {
    SourceRepository source = SourceRepository.open(environment.folder());
    try {
      Path file =
          options
              .config
              .map(environment.folder()::resolve)
              .orElse(source.root().resolve("release.yaml"));
      return new Checkout(
          environment, source, Configuration.read(file, overrides(environment, options)));
    } catch (ReleaseException failure) {
      source.close();
      throw failure;
    }
  }

  private static List<String> overrides(Environment environment, GlobalOptions options) {
    var overrides = new ArrayList<String>();
    environment
        .find(GlobalOptions.OVERRIDES)
        .ifPresent(all -> overrides.addAll(List.of(all.split(";", -1))));
    overrides.addAll(options.overrides);
    return overrides;
  }

  /// The repository.
  SourceRepository source() {
    return source;
  }

  /// What `release.yaml` says.
  Configuration configuration() {
    return configuration;
  }

  /// The folder for what the tool itself writes.
  Path work() {
    return source.root().resolve(WORK);
  }

  /// The repository on GitHub: as configured, else as Actions says, else the origin's.
  GitHubRepository gitHubRepository() {
    return configuration
        .repository()
        .or(() -> environment.find("GITHUB_REPOSITORY").map(GitHubRepository::of))
        .or(() -> source.gitHubRepository().map(GitHubRepository::of))
        .orElseThrow(() ->
            ReleaseException.input(
                "It is not known which GitHub repository is released",
                "Set github.repository in the configuration, or GITHUB_REPOSITORY."));
  }

  /// The tag a command is about: the given one, else the one Actions runs for, else the one at
  /// HEAD.
  ///
  /// @throws ReleaseException of kind input if it is no release tag, or HEAD has none or several
  ReleaseTag tag(Optional<String> given) {
    Optional<String> named =
        given.or(() ->
            environment
                .find("GITHUB_REF_TYPE")
                .filter("tag"::equals)
                .flatMap(type -> environment.find("GITHUB_REF_NAME")));
    if (named.isPresent()) {
      return ReleaseTag.of(named.orElseThrow());
    }
    List<ReleaseTag> tags = source.releaseTagsAtHead();
    if (tags.size() > 1) {
      throw ReleaseException.input(
          "Several release tags are at HEAD: " + tags, "Name the one that is meant.");
    }
    return tags.stream()
        .findFirst()
        .orElseThrow(() ->
            ReleaseException.input(
                "No release tag is at HEAD",
                "Name one, or check out the one that is meant: git checkout v1.2.3"));
  }

  /// The repository, with all its history.
  ///
  /// @throws ReleaseException of kind input if the clone is shallow
  SourceRepository completeSource() {
    if (source.isShallow()) {
      throw ReleaseException.input(
          "This clone is shallow: it does not have the tags and commits a release is made from",
          "Run git fetch --unshallow --tags; in Actions, set fetch-depth: 0 for actions/checkout.");
    }
    return source;
  }

  /// The commit of a tag that is checked out.
  ///
  /// @throws ReleaseException of kind input if the clone is shallow, or the tag is missing or
  ///   elsewhere
  Commit commitAtHead(ReleaseTag tag) {
    completeSource();
    Commit commit = commit(tag);
    Commit head = source.head();
    if (!commit.id().equals(head.id())) {
      throw ReleaseException.input(
          "The tag " + tag + " is at commit " + commit.id() + ", but HEAD is at " + head.id(),
          "Check it out: git checkout " + tag);
    }
    return commit;
  }

  /// The commit of a tag.
  ///
  /// @throws ReleaseException of kind input if there is no such tag
  Commit commit(ReleaseTag tag) {
    return source
        .commitOf(tag)
        .orElseThrow(() ->
            ReleaseException.input(
                "There is no tag " + tag + " in this repository",
                "Fetch it with git fetch --tags, or make it with git tag " + tag + "."));
  }

  /// The release notes of a tag: the changelog's section of its version, else the commits since the
  /// release before it.
  ///
  /// @param commit the tag's commit, or the one that is to be tagged
  String notes(ReleaseTag tag, Commit commit) {
    Path changelog = source.root().resolve(configuration.release().changelog());
    return ReleaseNotes.of(
        tag.version(), Changelog.find(changelog), source.commits(commit, previous(tag)));
  }

  private Optional<ReleaseTag> previous(ReleaseTag tag) {
    return source.releaseTags().stream()
        .filter(other -> other.compareTo(tag) < 0 && (other.isStable() || !tag.isStable()))
        .max(Comparator.naturalOrder());
  }

  /// What makes this checkout another than its commit, if anything does: edited files of the
  /// commit, and unknown ones, except what the configured build writes itself.
  Optional<Problem> uncommitted() {
    List<Path> written = written();
    SourceRepository.Differences differences = source.differences();
    var edits = new ArrayList<>(differences.edited());
    differences.unknown().stream()
        .filter(file -> written.stream().noneMatch(Path.of(file)::startsWith))
        .forEach(edits::add);
    if (edits.isEmpty()) {
      return Optional.empty();
    }
    var shown = new ArrayList<>(edits.subList(0, Math.min(SHOWN_PATHS, edits.size())));
    if (edits.size() > shown.size()) {
      shown.add("… and " + (edits.size() - shown.size()) + " more");
    }
    return Optional.of(
        new Problem(
            Problem.Kind.INPUT,
            "The checkout has changes that are not committed",
            String.join("\n", shown.stream().map(path -> "  " + path).toList()),
            "Commit them, set them aside (git stash), or ignore them (.gitignore)."));
  }

  private List<Path> written() {
    return Stream.of(
            Stream.of(WORK, RehearsalFolder.NAME).flatMap(name -> Stream.of(name, name + ".lock")),
            configuration.image().spec().layers().stream()
                .map(layer -> layer.from().replaceFirst("/?(\\$\\{platform}.*|\\*)$", "")),
            configuration.cli().stamps().stream().map(Configuration.Stamp::to),
            configuration.cli().archives().stream().map(Configuration.Archive::from),
            configuration.release().assets().stream().map(Configuration.Asset::from))
        .flatMap(paths -> paths)
        .filter(path -> !path.isEmpty())
        .map(path -> Path.of(path).normalize())
        .filter(path -> !path.toString().isEmpty())
        .toList();
  }

  @Override
  public void close() {
    source.close();
  }
}
