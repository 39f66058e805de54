package ai.stigmer.release.archive;

import ai.stigmer.release.archive.SourceTree.SourceFile;
import ai.stigmer.release.problem.ReleaseException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.zip.Deflater;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;

/// Packs a folder into a release archive whose bytes depend on the files' paths, contents and
/// executable bits, and on the given time, and on nothing else.
///
/// The one thing outside is the zlib beneath the JDK: all releases of zlib itself compress alike,
/// while a JDK linked against zlib-ng gives other (valid) bytes.
public final class ArchivePacker {

  private ArchivePacker() {}

  /// Packs a folder's content; the target appears only when it is whole.
  ///
  /// @param folder the folder whose content becomes the archive's content
  /// @param target a file named `.tar.gz` or `.zip`, which is replaced
  /// @param time the time every entry gets
  /// @throws ReleaseException of kind input if the folder is missing or empty, holds what
  ///   [SourceTree] refuses, or the target has another extension; of kind remote if the target
  ///   cannot be written
  public static void pack(Path folder, Path target, Instant time) {
    ArchiveFormat format =
        ArchiveFormat.of(target)
            .filter(known -> known != ArchiveFormat.TAR)
            .orElseThrow(() ->
                ReleaseException.input(
                    "'" + target.getFileName() + "' is not the name of an archive",
                    "End it in .tar.gz or .zip."));
    SourceTree tree = SourceTree.read(folder, "The archive '" + target.getFileName() + "'");
    if (tree.files().isEmpty()) {
      throw ReleaseException.input(
          "The archive '" + target.getFileName() + "' would be empty, since '" + folder + "' is",
          "Check what the build commands wrote.");
    }
    try {
      Path whole = target.toAbsolutePath();
      Files.createDirectories(whole.resolveSibling(""));
      Path part = whole.resolveSibling(whole.getFileName() + ".part");
      write(tree, format, part, time);
      Files.move(part, whole, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failure) {
      throw ReleaseException.remote(
          "The archive '" + target + "' could not be written",
          "Check the free space and the permissions of its folder.",
          failure);
    }
  }

  private static void write(SourceTree tree, ArchiveFormat format, Path file, Instant time)
      throws IOException {
    switch (format) {
      case ZIP -> writeZip(tree, file, time);
      case TAR_GZ -> writeTar(tree, gzip(file), time);
      case TAR -> writeTar(tree, plain(file), time);
    }
  }

  private static void writeZip(SourceTree tree, Path file, Instant time) throws IOException {
    try (var zip = new ZipWriter(file, time)) {
      for (SourceFile source : tree.files()) {
        if (source.folder()) {
          zip.addFolder(source.path(), source.mode());
        } else {
          zip.addFile(source.path(), source.file(), source.mode());
        }
      }
    }
  }

  private static void writeTar(SourceTree tree, OutputStream out, Instant time) throws IOException {
    try (var tar = new TarWriter(out, time)) {
      for (SourceFile source : tree.files()) {
        if (source.folder()) {
          tar.addFolder(source.path(), source.mode());
        } else {
          tar.addFile(source.path(), source.file(), source.mode());
        }
      }
    }
  }

  private static OutputStream plain(Path file) throws IOException {
    return new BufferedOutputStream(Files.newOutputStream(file));
  }

  // The header names no file, no time and no operating system (RFC 1952 section 2.3.1).
  private static OutputStream gzip(Path file) throws IOException {
    var parameters = new GzipParameters();
    parameters.setCompressionLevel(Deflater.BEST_COMPRESSION);
    parameters.setOS(GzipParameters.OS.UNKNOWN);
    return new GzipCompressorOutputStream(plain(file), parameters);
  }
}
