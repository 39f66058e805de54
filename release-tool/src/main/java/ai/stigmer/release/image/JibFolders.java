package ai.stigmer.release.image;

import ai.stigmer.release.oci.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The folders jib works in, all below one.
///
/// @param folder the one
record JibFolders(Path folder) {

  Path tar(Platform platform) throws IOException {
    return Files.createDirectories(folder).resolve(platform.fileName() + ".tar");
  }

  Path bases() {
    return folder.resolve("bases");
  }

  Path layers() {
    return folder.resolve("layers");
  }

  /// A link to a layer's source that is named by its content. jib knows a layer it built before by
  /// the paths and times of its sources; build tools set times to constants, so only a path that
  /// changes with the content keeps a changed file from being taken for the old one.
  Path source(LayerFiles layer) throws IOException {
    Path link = Files.createDirectories(folder.resolve("sources")).resolve(layer.content().hex());
    Files.deleteIfExists(link);
    return Files.createSymbolicLink(link, layer.source().toAbsolutePath());
  }
}
