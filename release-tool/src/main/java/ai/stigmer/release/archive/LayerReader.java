package ai.stigmer.release.archive;

import ai.stigmer.release.problem.ReleaseException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/// Reads a layer of an image, as it is or compressed by gzip, entry by entry (OCI image
/// specification, "Image Layer Filesystem Changeset"). Whoever made it, nothing of it is unpacked.
public final class LayerReader {

  private static final int GZIP = 0x1f8b;

  private LayerReader() {}

  /// What is done with each entry that is no folder.
  @FunctionalInterface
  public interface Visitor {

    /// Looks at one entry.
    ///
    /// @param path its path with slashes, from the root and without one at its beginning
    /// @param content the file's content, to be read before this returns; empty for a link
    void visit(String path, InputStream content) throws IOException;
  }

  /// Reads a layer from its beginning to its end.
  ///
  /// @throws ReleaseException of kind remote if it is damaged, or compressed in another way, or the
  ///   file cannot be read
  public static void read(Path layer, Visitor visitor) {
    try (InputStream file = new BufferedInputStream(LocalFile.reading(layer), 1 << 16);
        InputStream tar = isGzip(file) ? new GZIPInputStream(file, 1 << 16) : file) {
      var entries = new TarArchiveInputStream(tar, StandardCharsets.UTF_8.name());
      for (TarArchiveEntry entry = entries.getNextEntry();
          entry != null;
          entry = entries.getNextEntry()) {
        if (!entry.isDirectory()) {
          visitor.visit(
              path(entry.getName()), entry.isFile() ? entries : InputStream.nullInputStream());
        }
      }
    } catch (IOException | IllegalArgumentException damaged) {
      // Commons Compress also throws IllegalArgumentException for some damaged headers.
      throw ReleaseException.remote(
          "The image layer '" + layer + "' cannot be read",
          "Layers are read as they are or compressed by gzip. Remove the folder it is in, and run"
              + " again.",
          damaged);
    }
  }

  private static boolean isGzip(InputStream file) throws IOException {
    file.mark(2);
    int magic = file.read() << 8 | file.read();
    file.reset();
    return magic == GZIP;
  }

  private static String path(String name) {
    return Stream.of(name.split("/", -1))
        .filter(part -> !part.isEmpty() && !part.equals("."))
        .collect(Collectors.joining("/"));
  }
}
