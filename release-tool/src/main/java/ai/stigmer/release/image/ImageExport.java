package ai.stigmer.release.image;

import ai.stigmer.release.archive.TarWriter;
import ai.stigmer.release.json.Json;
import ai.stigmer.release.oci.Descriptor;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.oci.Platform;
import ai.stigmer.release.oci.Reference;
import ai.stigmer.release.problem.ReleaseException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// Where a built image is put for local use.
public sealed interface ImageExport {

  /// Writes the image there.
  ///
  /// @throws ReleaseException of kind input if something else is there, or the image is not made
  ///   for the platform; of kind remote if it cannot be written
  void write(BuiltImage image);

  /// All platforms as an OCI image layout, `oci:DIR` to skopeo and podman.
  ///
  /// @param folder a new or empty folder, or a layout, whose image is replaced
  record OciFolder(Path folder) implements ImageExport {

    @Override
    public void write(BuiltImage image) {
      try {
        OciLayout target = OciLayout.at(folder);
        for (PlatformImage platform : image.platforms()) {
          for (Descriptor blob : platform.blobs()) {
            copy(blob.digest(), image.layout(), target);
          }
          copy(platform.manifest().digest(), image.layout(), target);
        }
        target.setIndex(image.manifest());
      } catch (IOException failure) {
        throw unwritable(folder, failure);
      }
    }

    private static void copy(Digest digest, OciLayout from, OciLayout to) throws IOException {
      try (InputStream content = Files.newInputStream(from.blob(digest))) {
        to.add(digest, content);
      }
    }
  }

  /// One platform as the archive that `docker load` and `podman load` read.
  ///
  /// @param file the archive, which is replaced
  /// @param name the name the loaded image gets
  /// @param platform the platform
  record DockerArchive(Path file, Reference.Tagged name, Platform platform) implements ImageExport {

    private static final int MODE = 0644;

    @Override
    public void write(BuiltImage image) {
      PlatformImage wanted =
          image.platforms().stream()
              .filter(built -> built.platform().equals(platform))
              .findFirst()
              .orElseThrow(() ->
                  ReleaseException.input(
                      "The image is not built for " + platform, "Name one of its platforms."));
      try (var tar =
          new TarWriter(new BufferedOutputStream(Files.newOutputStream(file)), Instant.EPOCH)) {
        for (Descriptor blob : new LinkedHashSet<>(wanted.blobs())) {
          tar.addFile(blob.digest().hex(), image.layout().blob(blob.digest()), MODE);
        }
        tar.addFile("manifest.json", manifest(wanted), MODE);
      } catch (IOException failure) {
        throw unwritable(file, failure);
      }
    }

    private byte[] manifest(PlatformImage wanted) {
      var json = new TreeMap<String, Object>();
      json.put("Config", wanted.config().digest().hex());
      json.put("RepoTags", List.of(name.toString()));
      json.put("Layers", wanted.layers().stream().map(layer -> layer.digest().hex()).toList());
      return Json.write(List.of(json));
    }
  }

  /// Reads `oci:DIR` or `docker-archive:FILE`.
  ///
  /// @param name the name an archive's image gets
  /// @param platform the platform of an archive, this machine's if it is not given
  /// @throws ReleaseException of kind input if it is neither
  static ImageExport of(String text, Reference.Tagged name, Optional<Platform> platform) {
    if (text.startsWith("oci:") && text.length() > "oci:".length()) {
      return new OciFolder(Path.of(text.substring("oci:".length())));
    }
    if (text.startsWith("docker-archive:") && text.length() > "docker-archive:".length()) {
      Path file = Path.of(text.substring("docker-archive:".length()));
      return new DockerArchive(file, name, platform.orElseGet(ImageExport::thisMachine));
    }
    throw ReleaseException.input(
        "'" + text + "' is no place for an image", "Write oci:DIR or docker-archive:FILE.");
  }

  /// The platform containers have on this machine: Linux, whatever the machine itself runs.
  static Platform thisMachine() {
    String architecture = System.getProperty("os.arch");
    return new Platform(
        "linux",
        switch (architecture) {
          case "x86_64" -> "amd64";
          case "aarch64" -> "arm64";
          default -> architecture;
        },
        "");
  }

  private static ReleaseException unwritable(Path path, IOException failure) {
    return ReleaseException.remote(
        "The image could not be written to '" + path + "'",
        "Check the free space and the permissions of its folder.",
        failure);
  }
}
