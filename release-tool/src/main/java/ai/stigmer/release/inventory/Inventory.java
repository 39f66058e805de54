package ai.stigmer.release.inventory;

import ai.stigmer.release.archive.ArchiveReader;
import ai.stigmer.release.archive.LayerReader;
import ai.stigmer.release.image.LocalImage;
import ai.stigmer.release.image.PlatformImage;
import ai.stigmer.release.oci.Descriptor;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.oci.Platform;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// Looks into images and archives.
public final class Inventory {

  private Inventory() {}

  /// What is inside of each platform's image, in their order. A layer that platforms share is read
  /// once.
  ///
  /// @throws ai.stigmer.release.problem.ReleaseException of kind remote if a layer is damaged
  public static SequencedMap<Platform, Contents> of(LocalImage image) {
    var layers = new HashMap<Digest, FileSystem>();
    var contents = new LinkedHashMap<Platform, Contents>();
    for (PlatformImage platform : image.platforms()) {
      var files = new FileSystem("/");
      for (Descriptor layer : platform.layers()) {
        files.cover(
            layers.computeIfAbsent(layer.digest(), digest -> layer(image.layout().blob(digest))));
      }
      contents.put(platform.platform(), files.contents());
    }
    return contents;
  }

  /// What is inside of an archive.
  ///
  /// @throws ai.stigmer.release.problem.ReleaseException of kind input if it is damaged
  public static Contents of(Path archive) {
    var files = new FileSystem("");
    ArchiveReader.read(
        archive,
        ArchiveReader.Limits.NONE,
        (entry, content) -> {
          if (!entry.folder()) {
            files.add(entry.path(), content);
          }
        });
    return files.contents();
  }

  private static FileSystem layer(Path blob) {
    var files = new FileSystem("/");
    LayerReader.read(blob, files::add);
    return files;
  }
}
