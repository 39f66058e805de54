package ai.stigmer.release.build;

import ai.stigmer.release.archive.ArchivePacker;
import ai.stigmer.release.artifact.Artifact;
import ai.stigmer.release.artifact.Checksums;
import ai.stigmer.release.configuration.Configuration;
import ai.stigmer.release.configuration.Configuration.Homebrew;
import ai.stigmer.release.configuration.Configuration.Stamp;
import ai.stigmer.release.git.Commit;
import ai.stigmer.release.image.BuiltImage;
import ai.stigmer.release.image.ImageBuilder;
import ai.stigmer.release.image.ImageIdentity;
import ai.stigmer.release.image.ImageListener;
import ai.stigmer.release.image.ImageReader;
import ai.stigmer.release.image.LocalImage;
import ai.stigmer.release.image.OciLayout;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.oci.Reference.ByDigest;
import ai.stigmer.release.plan.DesiredImage;
import ai.stigmer.release.plan.DesiredRelease;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.template.Template;
import ai.stigmer.release.version.ReleaseTag;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Builds a release from its checkout: the image first, then the command-line tool stamped with the
/// image's digest, then the archives, what the release says of itself, and the checksums.
public final class ReleaseBuild {

  private final Configuration configuration;
  private final Path root;
  private final Path work;
  private final BuildCommands commands;
  private final ImageBuilder images;
  private final ImageReader reader;
  private final String source;
  private final BuildListener listener;

  /// The build of a checkout.
  ///
  /// @param place the checkout, and where the build keeps its own files
  /// @param reader reads an image that was adopted
  /// @param source the repository's web address, which the image names
  public ReleaseBuild(
      Configuration configuration,
      BuildPlace place,
      ImageBuilder images,
      ImageReader reader,
      String source,
      BuildListener listener) {
    this.configuration = configuration;
    this.root = place.root();
    this.work = place.work();
    this.commands =
        new BuildCommands(
            place.root(),
            place.work().resolve("logs"),
            place.environment(),
            place.redaction(),
            listener);
    this.images = images;
    this.reader = reader;
    this.source = source;
    this.listener = listener;
  }

  /// The release with its image and assets built; an image that was adopted is not built again.
  ///
  /// @throws ReleaseException of kind input if a build command or its result is wrong, of kind
  ///   remote if this machine cannot hold the result
  public DesiredRelease build(DesiredRelease desired) {
    DesiredImage image =
        desired.image().digest().isPresent()
            ? desired.image()
            : new DesiredImage(
                desired.image().repository(),
                desired.image().platforms(),
                Optional.empty(),
                Optional.of(image(desired.tag().toString(), desired.commit())));
    Digest digest = image.digest().orElseThrow();
    List<Artifact> archives = archives(desired.tag(), desired.commit(), digest);
    List<Artifact> further =
        configuration.release().assets().stream()
            .map(asset -> further(asset, desired.tag(), desired.commit()))
            .toList();
    listener.begin("documents");
    var artifacts = new ArrayList<Artifact>(archives);
    artifacts.addAll(further);
    artifacts.addAll(
        new ReleaseDocuments(configuration, desired, source)
            .write(local(image), archives, further, work.resolve("assets")));
    Path checksums = work.resolve("assets").resolve(Checksums.FILE_NAME);
    write(checksums, Checksums.of(artifacts).text());
    artifacts.add(Artifact.of(Checksums.FILE_NAME, checksums));
    listener.end("documents");
    return desired.built(image, artifacts);
  }

  /// Builds the image alone.
  ///
  /// @param name the tag it will get: a release tag gives the image its version without `v`, any
  ///   other name is its version
  public BuiltImage image(String name, Commit commit) {
    String version = ReleaseTag.find(name).map(tag -> tag.version().toString()).orElse(name);
    commands.run(configuration.build(), variables(version, name, commit));
    String what =
        configuration.image().spec().platforms().stream()
            .map(Object::toString)
            .collect(Collectors.joining(", ", "image for ", ""));
    listener.begin(what);
    BuiltImage built =
        images.build(
            configuration.image().spec(),
            new ImageIdentity(version, commit.id(), commit.time(), Optional.of(source)),
            root,
            work.resolve("image"),
            ImageListener.SILENT);
    listener.end(what + ": " + built.digest());
    return built;
  }

  private List<Artifact> archives(ReleaseTag tag, Commit commit, Digest image) {
    String reference = configuration.image().repository() + ":" + tag + "@" + image;
    configuration.cli().stamps().forEach(stamp -> stamp(stamp, tag, commit, reference, image));
    var variables = new TreeMap<>(variables(tag.version().toString(), tag.toString(), commit));
    variables.put("IMAGE_REFERENCE", reference);
    variables.put("IMAGE_DIGEST", image.toString());
    commands.run(configuration.cli().build(), variables);
    var archives = new ArrayList<Artifact>();
    for (Configuration.Archive archive : configuration.cli().archives()) {
      archives.add(packed(archive.name().of(tag), root.resolve(archive.from()), commit));
    }
    return archives;
  }

  // A further asset is a file, or a folder that is packed.
  private Artifact further(Configuration.Asset asset, ReleaseTag tag, Commit commit) {
    String name = asset.name().of(tag);
    Path from = root.resolve(asset.from());
    return Files.isDirectory(from) ? packed(name, from, commit) : Artifact.of(name, from);
  }

  // An adopted image was built elsewhere, or by an earlier run: what is inside of it is read from
  // the registry, so that the documents are the same.
  private LocalImage local(DesiredImage image) {
    return image
        .built()
        .filter(built -> image.digest().equals(Optional.of(built.digest())))
        .map(BuiltImage::local)
        .orElseGet(() -> download(image));
  }

  private LocalImage download(DesiredImage image) {
    try {
      return reader.download(
          new ByDigest(image.repository(), image.digest().orElseThrow()),
          OciLayout.at(work.resolve("image").resolve("image")));
    } catch (IOException failure) {
      throw unwritable(work, failure);
    }
  }

  private Artifact packed(String name, Path folder, Commit commit) {
    Path file = work.resolve("assets").resolve(name);
    listener.begin(name);
    ArchivePacker.pack(folder, file, commit.time());
    Artifact artifact = Artifact.of(name, file);
    listener.end(name + ": " + artifact.digest());
    return artifact;
  }

  private void stamp(Stamp stamp, ReleaseTag tag, Commit commit, String reference, Digest image) {
    var variables = new HashMap<String, Object>();
    variables.put("project", configuration.project());
    variables.put("version", tag.version().toString());
    variables.put("tag", tag.toString());
    variables.put("commit", commit.id());
    variables.put(
        "image",
        Map.of(
            "repository", configuration.image().repository().toString(),
            "reference", reference,
            "digest", image.toString()));
    configuration.homebrew().ifPresent(homebrew -> variables.putAll(variables(homebrew)));
    write(
        root.resolve(stamp.to()),
        Template.read(root.resolve(stamp.template()), Template.Escaping.NONE).render(variables));
  }

  private static Map<String, String> variables(Homebrew homebrew) {
    return Map.of(
        "description", homebrew.description(),
        "homepage", homebrew.homepage(),
        "license", homebrew.license(),
        "className", homebrew.formula().className());
  }

  private static Map<String, String> variables(String version, String tag, Commit commit) {
    return Map.of(
        "RELEASE_VERSION",
        version,
        "RELEASE_TAG",
        tag,
        "RELEASE_COMMIT",
        commit.id(),
        "SOURCE_DATE_EPOCH",
        Long.toString(commit.time().getEpochSecond()));
  }

  static void write(Path file, String text) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, text, StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw unwritable(file, failure);
    }
  }

  private static ReleaseException unwritable(Path place, IOException failure) {
    return ReleaseException.remote(
        place + " could not be written", "Check its folder and the disk's space.", failure);
  }
}
