package ai.stigmer.release.image;

import ai.stigmer.release.json.Json;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.oci.ImageIndex;
import ai.stigmer.release.oci.Manifest;
import ai.stigmer.release.oci.MediaType;
import ai.stigmer.release.oci.Platform;
import ai.stigmer.release.oci.Reference;
import ai.stigmer.release.oci.Repository;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.registry.Registry;
import java.util.List;

/// The image that an image begins with, as it was when its name was resolved once for all
/// platforms.
///
/// @param name its reference as it was given, without the digest if it has a tag
/// @param repository where it is
/// @param digest what the name resolved to
/// @param entries its manifests by platform
record BaseImage(
    String name, Repository repository, Digest digest, List<ImageIndex.Entry> entries) {

  private static final int CONFIGURATION_LIMIT = 4 << 20;
  private static final String REMEDY =
      "Write the registry's host, the path, and a tag or a digest, as in"
          + " docker.io/library/debian:13-slim.";

  /// Asks the registry what a reference names.
  ///
  /// @throws ReleaseException of kind input if the text is no reference, or names nothing
  static BaseImage resolve(String text, Registry registry) {
    Reference reference = parse(text);
    Manifest manifest =
        registry
            .manifest(reference)
            .orElseThrow(() ->
                ReleaseException.input(
                    "The base image '" + text + "' does not exist",
                    "Check its name, and that your login may read it."));
    int digestAt = text.indexOf('@');
    return new BaseImage(
        digestAt < 0 ? text : text.substring(0, digestAt),
        reference.repository(),
        manifest.digest(),
        entries(manifest, "The base image '" + text + "'", reference.repository(), registry));
  }

  /// The manifest to build on for a platform. A wanted platform without a variant takes the base's
  /// only one of that architecture: Debian's arm64 is `arm64/v8`.
  ///
  /// @throws ReleaseException of kind input if the base is not made for it
  Digest manifestFor(Platform platform) {
    List<ImageIndex.Entry> exact =
        entries.stream().filter(entry -> entry.platform().equals(platform)).toList();
    List<ImageIndex.Entry> alike =
        entries.stream().filter(entry -> isVariantOf(platform, entry.platform())).toList();
    if (!exact.isEmpty()) {
      return exact.getFirst().manifest().digest();
    }
    if (alike.size() == 1) {
      return alike.getFirst().manifest().digest();
    }
    throw ReleaseException.input(
        "The base image '" + name + "' is not made for " + platform,
        "It is made for "
            + String.join(", ", entries.stream().map(entry -> entry.platform().toString()).toList())
            + ".");
  }

  // A single platform's image names its platform in its configuration only.
  private static List<ImageIndex.Entry> entries(
      Manifest manifest, String source, Repository repository, Registry registry) {
    if (List.of(MediaType.INDEX, MediaType.DOCKER_INDEX).contains(manifest.mediaType())) {
      return ImageIndex.parse(manifest, source).entries();
    }
    Json config = Json.parse(manifest.content(), source).get("config");
    byte[] content =
        registry.blob(repository, Digest.of(config.text("digest")), CONFIGURATION_LIMIT);
    return List.of(
        new ImageIndex.Entry(manifest.descriptor(), platform(Json.parse(content, source))));
  }

  private static Platform platform(Json configuration) {
    return new Platform(
        configuration.text("os"),
        configuration.text("architecture"),
        configuration.find("variant").map(Json::text).orElse(""));
  }

  private static boolean isVariantOf(Platform wanted, Platform offered) {
    return wanted.variant().isEmpty()
        && wanted.os().equals(offered.os())
        && wanted.architecture().equals(offered.architecture());
  }

  private static Reference parse(String text) {
    int digestAt = text.indexOf('@');
    String named = digestAt < 0 ? text : text.substring(0, digestAt);
    int colon = named.indexOf(':', named.lastIndexOf('/') + 1);
    if (colon < 0 && digestAt < 0) {
      throw ReleaseException.input("The base image '" + text + "' has no tag", REMEDY);
    }
    Repository repository = Repository.of(colon < 0 ? named : named.substring(0, colon));
    return digestAt < 0
        ? new Reference.Tagged(repository, named.substring(colon + 1))
        : new Reference.ByDigest(repository, Digest.of(text.substring(digestAt + 1)));
  }
}
