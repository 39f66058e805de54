package ai.stigmer.release.configuration;

import static ai.stigmer.release.configuration.Key.optional;
import static ai.stigmer.release.configuration.Key.required;
import static ai.stigmer.release.configuration.Key.withDefault;

import ai.stigmer.release.configuration.Configuration.Asset;
import ai.stigmer.release.configuration.Configuration.Cli;
import ai.stigmer.release.configuration.Configuration.Homebrew;
import ai.stigmer.release.configuration.Configuration.Release;
import ai.stigmer.release.configuration.Type.Section;
import ai.stigmer.release.signing.Signing;
import java.util.List;

/// Every key of `release.yaml`.
final class ReleaseYaml {

  private static final Key<GitHubRepository> GITHUB_REPOSITORY =
      required(
          "repository",
          Texts.LINE.then(GitHubRepository::of),
          "the repository that is released, as `owner/name`");

  private static final Key<AssetName> ASSET_NAME =
      required(
          "name",
          Texts.LINE.then(AssetName::new),
          "the asset's name; `${version}` and `${tag}` are the release's");
  private static final Key<String> ASSET_FROM =
      required(
          "from",
          Texts.PATH,
          "the file, or a folder whose content is packed, which the name's `.tar.gz` or `.zip` tells"
              + " how");
  private static final Section<Asset> ASSET =
      new Section<>(
          List.of(ASSET_NAME, ASSET_FROM),
          values -> new Asset(values.get(ASSET_NAME), values.get(ASSET_FROM)));
  private static final Key<String> CHANGELOG =
      withDefault(
          "changelog",
          Texts.PATH,
          "CHANGELOG.md",
          "the file whose section of the version becomes the release notes");
  private static final Key<List<Asset>> ASSETS =
      withDefault("assets", ASSET.list(0), "[]", "further files of the release");

  private static final Key<String> PROJECT = required("project", Texts.NAME, "the product's name");
  private static final Key<GitHubRepository> GITHUB =
      optional(
          "github",
          new Section<>(List.of(GITHUB_REPOSITORY), values -> values.get(GITHUB_REPOSITORY)),
          "where the release appears; left out, `$GITHUB_REPOSITORY`, else the origin remote");
  private static final Key<Configuration.Image> IMAGE =
      required("image", ImageKeys.SECTION, "the container image");
  private static final Key<List<List<String>>> BUILD =
      withDefault(
          "build",
          Texts.COMMAND.list(0),
          "[]",
          "argument vectors that build the image's files, run at the repository's root without a"
              + " shell");
  private static final Key<Cli> CLI = required("cli", CliKeys.SECTION, "the command-line tool");
  private static final Key<Release> RELEASE =
      withDefault(
          "release",
          new Section<>(
              List.of(CHANGELOG, ASSETS),
              values -> new Release(values.get(CHANGELOG), values.get(ASSETS))),
          "{}",
          "the release on GitHub");
  private static final Key<Homebrew> HOMEBREW =
      optional(
          "homebrew", HomebrewKeys.SECTION, "the formula; left out, the release touches no tap");
  private static final Key<Signing> SIGNING =
      withDefault(
          "signing",
          SigningKeys.TYPE,
          "none",
          "how the image and `checksums.txt` are signed: not at all, by the identity of the GitHub"
              + " Actions workflow, or by a key");

  static final Section<Configuration> ROOT =
      new Section<>(
          List.of(PROJECT, GITHUB, IMAGE, BUILD, CLI, RELEASE, HOMEBREW, SIGNING),
          values ->
              new Configuration(
                  values.get(PROJECT),
                  values.find(GITHUB),
                  values.get(IMAGE),
                  values.get(BUILD),
                  values.get(CLI),
                  values.get(RELEASE),
                  values.find(HOMEBREW),
                  values.get(SIGNING)));

  private ReleaseYaml() {}
}
