package ai.stigmer.release.command;

import ai.stigmer.release.git.Commit;
import ai.stigmer.release.image.BuiltImage;
import ai.stigmer.release.image.ImageExport;
import ai.stigmer.release.image.ImageListener;
import ai.stigmer.release.image.ImagePusher;
import ai.stigmer.release.json.Json;
import ai.stigmer.release.oci.Platform;
import ai.stigmer.release.oci.Reference.Tagged;
import ai.stigmer.release.oci.Repository;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.registry.Registry;
import ai.stigmer.release.version.ReleaseTag;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `image`: the image alone, for local use or under a name that is no release tag.
@Command(name = "image", description = "Build the image alone, or push it under a passing name.")
final class ImageCommand {

  private final Environment environment;
  private final GlobalOptions options;

  ImageCommand(Environment environment, GlobalOptions options) {
    this.environment = environment;
    this.options = options;
  }

  @Command(name = "build", description = "Build the image of this checkout to a folder or a file.")
  int build(
      @Parameters(
              arity = "0..1",
              paramLabel = "NAME",
              description = "The tag the image gets (default: the release tag at HEAD, else dev).")
          Optional<String> name,
      @Option(
              names = "--to",
              required = true,
              paramLabel = "oci:DIR|docker-archive:FILE",
              description = "An OCI image layout of all platforms, or an archive of one.")
          String target,
      @Option(
              names = "--platform",
              paramLabel = "OS/ARCH",
              description = "The platform of an archive (default: this machine's).")
          Optional<String> platform) {
    var screen = new Screen(environment, options);
    try (ReleaseSession session = ReleaseSession.open(environment, options, screen)) {
      String tag = name.orElseGet(() -> tagAtHead(session));
      Repository repository = session.checkout().configuration().image().repository();
      ImageExport export =
          ImageExport.of(resolved(target), new Tagged(repository, tag), platform.map(Platform::of));
      BuiltImage image = build(session, screen, tag);
      export.write(image);
      print(screen, new Tagged(repository, tag), image);
      return ExitCode.CONVERGED;
    }
  }

  @Command(
      name = "push",
      description = "Build the image of this checkout and push it under names like edge or pr-12.")
  int push(
      @Parameters(
              arity = "1..*",
              paramLabel = "NAME",
              description =
                  "Tags that are neither release tags nor move with releases; the first is the"
                      + " image's version.")
          List<String> names) {
    var screen = new Screen(environment, options);
    names.forEach(ImageCommand::requirePassing);
    try (ReleaseSession session = ReleaseSession.openToWrite(environment, options, screen)) {
      Repository repository = session.checkout().configuration().image().repository();
      List<Tagged> references = names.stream().map(name -> new Tagged(repository, name)).toList();
      BuiltImage image = build(session, screen, names.getFirst());
      Registry registry = session.connections().registry(session.checkout().configuration());
      new ImagePusher(registry).push(image, repository, new ImageListener() {});
      for (Tagged reference : references) {
        registry.pushManifest(reference, image.manifest());
        if (!registry.digest(reference).equals(Optional.of(image.digest()))) {
          throw ReleaseException.remote(
              reference + " does not name the pushed image",
              "Another push came between; run again.");
        }
      }
      print(screen, references.getFirst(), image);
      return ExitCode.CONVERGED;
    }
  }

  private static void requirePassing(String name) {
    if (ReleaseTag.find(name).isPresent() || name.equals("latest") || name.matches("v[0-9.]+")) {
      throw ReleaseException.input(
          "'" + name + "' belongs to releases", "Push under another name, as in edge or pr-12.");
    }
  }

  private static BuiltImage build(ReleaseSession session, Screen screen, String name) {
    Commit commit = session.checkout().source().head();
    session
        .checkout()
        .uncommitted()
        .ifPresent(edits -> screen.warning(edits.summary() + "; the image names " + commit.id()));
    session.lockWork();
    return session.build().image(name, commit);
  }

  private static String tagAtHead(ReleaseSession session) {
    return session.checkout().source().releaseTagsAtHead().stream()
        .map(ReleaseTag::toString)
        .reduce((first, last) -> last)
        .orElse("dev");
  }

  // A relative path is the caller's, not the repository's.
  private String resolved(String target) {
    int colon = target.indexOf(':');
    return colon < 0
        ? target
        : target.substring(0, colon + 1)
            + environment.folder().resolve(target.substring(colon + 1));
  }

  private static void print(Screen screen, Tagged reference, BuiltImage image) {
    if (screen.isJson()) {
      var json = new LinkedHashMap<String, Object>();
      json.put("version", 1);
      json.put("reference", reference.toString());
      json.put("digest", image.digest().toString());
      screen.result(Json.writeIndented(json));
    } else {
      screen.result(reference + "@" + image.digest() + "\n");
    }
  }
}
