package ai.stigmer.release.configuration;

import ai.stigmer.release.homebrew.Delivery;
import ai.stigmer.release.homebrew.FormulaName;
import ai.stigmer.release.image.ImageSpec;
import ai.stigmer.release.oci.Platform;
import ai.stigmer.release.oci.Repository;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.signing.Signing;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What `release.yaml` says of a product. Paths are those of the file: from the repository's root.
///
/// @param project the product's name
/// @param repository the repository that is released, if the file names it
/// @param image the container image
/// @param build argument vectors that build the image's files
/// @param cli the command-line tool
/// @param release the release on GitHub
/// @param homebrew the formula, if there is one
/// @param signing how the image and the checksums file are signed
public record Configuration(
    String project,
    Optional<GitHubRepository> repository,
    Image image,
    List<List<String>> build,
    Cli cli,
    Release release,
    Optional<Homebrew> homebrew,
    Signing signing) {

  private static final int LARGEST = 1 << 20;

  /// Copies the commands, and checks that no two assets have one name, nor one a document's.
  ///
  /// @throws ReleaseException of kind input if they have
  public Configuration {
    build = commands(build);
    List<AssetName> names =
        Stream.concat(
                cli.archives().stream().map(Archive::name),
                release.assets().stream().map(Asset::name))
            .toList();
    for (int index = 0; index < names.size(); index++) {
      AssetName name = names.get(index);
      if (names.subList(0, index).stream().anyMatch(name::clashesWith)) {
        throw ReleaseException.input(
            "two assets have the name '" + name + "'", "Give each archive and asset its own name.");
      }
      if (name.isOfDocument(project)) {
        throw ReleaseException.input(
            "'" + name + "' is the name of a document that every release has",
            "Choose another name.");
      }
    }
  }

  /// The container image.
  ///
  /// @param repository where it is pushed
  /// @param spec what it is made of
  public record Image(Repository repository, ImageSpec spec) {}

  /// The command-line tool.
  ///
  /// @param name the command
  /// @param stamps files rendered before it is built
  /// @param build argument vectors that build it
  /// @param archives one portable archive, or one for each of several platforms
  public record Cli(
      String name, List<Stamp> stamps, List<List<String>> build, List<Archive> archives) {

    /// Copies the lists.
    public Cli {
      stamps = List.copyOf(stamps);
      build = commands(build);
      archives = List.copyOf(archives);
    }
  }

  /// A file that tells the command-line tool which release it is of.
  ///
  /// @param template the FreeMarker template
  /// @param to the file it is rendered to
  public record Stamp(String template, String to) {}

  /// A packed command-line tool.
  ///
  /// @param name the asset's name
  /// @param from the folder whose content it has
  /// @param platform what it runs on; nothing if that is everything
  public record Archive(AssetName name, String from, Optional<Platform> platform) {}

  /// The release on GitHub.
  ///
  /// @param changelog the changelog file
  /// @param assets further assets
  public record Release(String changelog, List<Asset> assets) {

    /// Copies the list.
    public Release {
      assets = List.copyOf(assets);
    }
  }

  /// A further file of the release.
  ///
  /// @param name the asset's name
  /// @param from the file, or a folder whose content is packed
  public record Asset(AssetName name, String from) {}

  /// The formula and its tap.
  ///
  /// @param tap the tap's repository
  /// @param tapUrl where it is cloned from and pushed to, if not from GitHub
  /// @param formula the formula's name
  /// @param template the formula's FreeMarker template
  /// @param description what the formula is
  /// @param homepage the product's web page
  /// @param license the product's licence, an SPDX identifier
  /// @param delivery how the formula reaches the tap's default branch
  public record Homebrew(
      GitHubRepository tap,
      Optional<String> tapUrl,
      FormulaName formula,
      String template,
      String description,
      String homepage,
      String license,
      Delivery delivery) {}

  /// Reads a configuration file.
  ///
  /// @param file the file; problems name it as it is given here
  /// @param overrides what `--set` gave: `key=value`, applied in their order
  /// @throws ReleaseException of kind input that names everything that is wrong
  public static Configuration read(Path file, List<String> overrides) {
    byte[] content;
    try (InputStream in = Files.newInputStream(file)) {
      content = in.readNBytes(LARGEST + 1);
    } catch (NoSuchFileException absent) {
      throw ReleaseException.input(
          "There is no configuration file '" + file + "'",
          "Write a release.yaml at the repository's root, or name yours with --config.");
    } catch (IOException unreadable) {
      throw ReleaseException.input(
          "The configuration file '" + file + "' cannot be read",
          "Check that it is a file and that you may read it.");
    }
    if (content.length > LARGEST) {
      throw ReleaseException.input(
          "The configuration file '" + file + "' is larger than 1 MiB",
          "Check that --config names the right file.");
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
      return parse(file.toString(), text, overrides);
    } catch (CharacterCodingException malformed) {
      throw ReleaseException.input(
          "The configuration file '" + file + "' is not UTF-8", "Save it as UTF-8.");
    }
  }

  /// Reads a configuration from text.
  ///
  /// @param name where it is from, as problems name it
  /// @see #read(Path, List)
  public static Configuration parse(String name, String text, List<String> overrides) {
    var faults = new Faults();
    Yaml tree = YamlReader.readFile(name, text);
    for (String override : overrides) {
      tree = Setting.of(override).apply(tree, faults);
    }
    Optional<Configuration> decoded = ReleaseYaml.ROOT.decode(tree, "", faults);
    faults.throwIfAny(name);
    return decoded.orElseThrow(() -> new IllegalStateException("neither read nor refused"));
  }

  private static List<List<String>> commands(List<List<String>> commands) {
    var copies = new ArrayList<List<String>>();
    commands.forEach(command -> copies.add(List.copyOf(command)));
    return List.copyOf(copies);
  }
}
