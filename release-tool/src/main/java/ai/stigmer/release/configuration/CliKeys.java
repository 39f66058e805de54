package ai.stigmer.release.configuration;

import static ai.stigmer.release.configuration.Key.optional;
import static ai.stigmer.release.configuration.Key.required;
import static ai.stigmer.release.configuration.Key.withDefault;

import ai.stigmer.release.configuration.Configuration.Archive;
import ai.stigmer.release.configuration.Configuration.Cli;
import ai.stigmer.release.configuration.Configuration.Stamp;
import ai.stigmer.release.configuration.Type.Choice;
import ai.stigmer.release.configuration.Type.Section;
import ai.stigmer.release.oci.Platform;
import ai.stigmer.release.problem.ReleaseException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The keys of `cli`.
final class CliKeys {

  private static final Key<String> STAMP_TEMPLATE =
      required("template", Texts.PATH, "the FreeMarker template");
  private static final Key<String> STAMP_TO =
      required("to", Texts.PATH, "the file it is rendered to");
  private static final Section<Stamp> STAMP =
      new Section<>(
          List.of(STAMP_TEMPLATE, STAMP_TO),
          values -> new Stamp(values.get(STAMP_TEMPLATE), values.get(STAMP_TO)));

  private static final Key<AssetName> ARCHIVE_NAME =
      required(
          "name",
          Texts.LINE.then(AssetName::new).then(CliKeys::packed),
          "the asset's name, ending in `.tar.gz` or `.zip`; `${version}` and `${tag}` are the release's");
  private static final Key<String> ARCHIVE_FROM =
      required("from", Texts.PATH, "the folder whose content is the archive's");
  private static final Key<String> ARCHIVE_OS =
      optional(
          "os",
          new Choice(List.of("darwin", "linux"), "Homebrew runs on these."),
          "the operating system it is for; left out, all");
  private static final Key<String> ARCHIVE_ARCH =
      optional(
          "arch",
          new Choice(List.of("arm64", "amd64"), "Homebrew runs on these."),
          "the processor it is for; with `os` or not at all");
  private static final Section<Archive> ARCHIVE =
      new Section<>(
          List.of(ARCHIVE_NAME, ARCHIVE_FROM, ARCHIVE_OS, ARCHIVE_ARCH),
          values ->
              new Archive(
                  values.get(ARCHIVE_NAME),
                  values.get(ARCHIVE_FROM),
                  platform(values.find(ARCHIVE_OS), values.find(ARCHIVE_ARCH))));

  private static final Key<String> NAME =
      required("name", Texts.NAME, "the command, as a person types it");
  private static final Key<List<Stamp>> STAMPS =
      withDefault("stamp", STAMP.list(0), "[]", "files rendered before `cli.build` runs");
  private static final Key<List<List<String>>> BUILD =
      withDefault(
          "build",
          Texts.COMMAND.list(0),
          "[]",
          "argument vectors that build it, run at the repository's root without a shell");
  private static final Key<List<Archive>> ARCHIVES =
      required(
          "archives",
          ARCHIVE.list(1).then(CliKeys::portableOrPerPlatform),
          "one portable archive, or one for each platform");

  static final Section<Cli> SECTION =
      new Section<>(
          List.of(NAME, STAMPS, BUILD, ARCHIVES),
          values ->
              new Cli(
                  values.get(NAME), values.get(STAMPS), values.get(BUILD), values.get(ARCHIVES)));

  private CliKeys() {}

  private static AssetName packed(AssetName name) {
    if (!name.template().endsWith(".tar.gz") && !name.template().endsWith(".zip")) {
      throw ReleaseException.input(
          "'" + name + "' ends neither in .tar.gz nor in .zip",
          "The ending decides how it is packed.");
    }
    return name;
  }

  private static Optional<Platform> platform(Optional<String> os, Optional<String> arch) {
    if (os.isPresent() != arch.isPresent()) {
      throw ReleaseException.input(
          "os and arch stand together", "Give both, or neither for a portable archive.");
    }
    return os.flatMap(system -> arch.map(processor -> new Platform(system, processor, "")));
  }

  private static List<Archive> portableOrPerPlatform(List<Archive> archives) {
    List<Platform> platforms = archives.stream().flatMap(it -> it.platform().stream()).toList();
    if (platforms.size() < archives.size() && archives.size() > 1) {
      throw ReleaseException.input(
          "a portable archive stands alone", "Give each of several archives its os and arch.");
    }
    if (new HashSet<>(platforms).size() < platforms.size()) {
      throw ReleaseException.input(
          "two archives are for the same platform, among "
              + platforms.stream().map(Platform::toString).collect(Collectors.joining(", ")),
          "Give each its own os and arch.");
    }
    return archives;
  }
}
