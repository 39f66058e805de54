package ai.stigmer.release.build;

import ai.stigmer.release.artifact.Checksums;
import ai.stigmer.release.artifact.Document;
import ai.stigmer.release.configuration.Configuration;
import ai.stigmer.release.configuration.Configuration.Archive;
import ai.stigmer.release.configuration.Configuration.Homebrew;
import ai.stigmer.release.configuration.GitHubRepository;
import ai.stigmer.release.git.Commit;
import ai.stigmer.release.github.ReleaseText;
import ai.stigmer.release.homebrew.FormulaArchive;
import ai.stigmer.release.homebrew.FormulaInput;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.oci.Platform;
import ai.stigmer.release.plan.DesiredAsset;
import ai.stigmer.release.plan.DesiredFormula;
import ai.stigmer.release.plan.DesiredImage;
import ai.stigmer.release.plan.DesiredRelease;
import ai.stigmer.release.plan.FormulaTarget;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.version.ReleaseTag;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// What a release consists of before anything is built: names and words, no digests.
public final class ReleaseDescription {

  private final Configuration configuration;
  private final GitHubRepository repository;
  private final String serverUrl;

  /// The releases of a product.
  ///
  /// @param repository the repository on GitHub that is released
  /// @param serverUrl where people see GitHub, `https://github.com`, without a slash at its end
  public ReleaseDescription(
      Configuration configuration, GitHubRepository repository, String serverUrl) {
    this.configuration = configuration;
    this.repository = repository;
    this.serverUrl = serverUrl;
  }

  /// The release of one tag.
  ///
  /// @param notes the release's notes, Markdown
  /// @param origins what the formula of a release is rendered from, by the release's tag
  public DesiredRelease of(
      ReleaseTag tag, Commit commit, String notes, Function<ReleaseTag, FormulaOrigin> origins) {
    return new DesiredRelease(
        configuration.project(),
        tag,
        commit,
        new DesiredImage(
            configuration.image().repository(),
            configuration.image().spec().platforms(),
            Optional.empty(),
            Optional.empty()),
        new ReleaseText(tag.toString(), commit.id(), tag.toString(), notes, !tag.isStable()),
        assets(tag).toList(),
        configuration
            .homebrew()
            .filter(homebrew -> tag.isStable())
            .map(homebrew -> formula(homebrew, tag, origins)),
        configuration.signing().isWanted(),
        false);
  }

  // The checksums file comes last: it is about the others.
  private Stream<DesiredAsset> assets(ReleaseTag tag) {
    return Stream.of(
            configuration.cli().archives().stream()
                .map(archive -> DesiredAsset.unbuilt(archive.name().of(tag))),
            configuration.release().assets().stream()
                .map(asset -> DesiredAsset.unbuilt(asset.name().of(tag))),
            Arrays.stream(Document.values()).map(document -> asset(document, tag)),
            Stream.of(DesiredAsset.unbuilt(Checksums.FILE_NAME)))
        .flatMap(assets -> assets);
  }

  private DesiredAsset asset(Document document, ReleaseTag tag) {
    String name = document.assetName(configuration.project(), tag.version());
    return document
        .artifactType()
        .map(type -> DesiredAsset.unbuiltReferrer(name, type))
        .orElseGet(() -> DesiredAsset.unbuilt(name));
  }

  private DesiredFormula formula(
      Homebrew homebrew, ReleaseTag tag, Function<ReleaseTag, FormulaOrigin> origins) {
    // A template that cannot be read is told before anything is built.
    FormulaOrigin own = origins.apply(tag);
    return new DesiredFormula(
        homebrew.formula(),
        homebrew.delivery(),
        (served, image, assets, versionScheme) -> {
          FormulaOrigin origin = served.equals(tag) ? own : origins.apply(served);
          return origin
              .template()
              .render(
                  new FormulaInput(
                      homebrew.formula(),
                      configuration.project(),
                      served,
                      origin.commit(),
                      homebrew.description(),
                      homebrew.homepage(),
                      homebrew.license(),
                      configuration.image().repository(),
                      image,
                      archives(served, assets),
                      versionScheme))
              .content();
        },
        FormulaTarget.of(tag.version()),
        Optional.empty(),
        Optional.empty());
  }

  private List<FormulaArchive> archives(ReleaseTag tag, Map<String, Digest> assets) {
    return configuration.cli().archives().stream()
        .map(archive -> archive(archive, tag, assets))
        .toList();
  }

  private FormulaArchive archive(Archive archive, ReleaseTag tag, Map<String, Digest> assets) {
    String name = archive.name().of(tag);
    return new FormulaArchive(
        name,
        serverUrl + "/" + repository + "/releases/download/" + tag + "/" + name,
        Optional.ofNullable(assets.get(name))
            .orElseThrow(() ->
                ReleaseException.input(
                    "The " + Checksums.FILE_NAME + " of " + tag + " does not name " + name,
                    "If that release had other archives, give its configuration by --config; if it was"
                        + " not made by this tool, lead the formula back in the tap by hand.")),
        archive.platform().map(Platform::os),
        archive.platform().map(Platform::architecture));
  }
}
