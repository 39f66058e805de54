package ai.stigmer.release.archive;

import java.nio.file.Path;
import java.util.Optional;

/// The formats read or written here, told by a file's name.
enum ArchiveFormat {
  TAR(".tar"),
  TAR_GZ(".tar.gz"),
  ZIP(".zip");

  private final String extension;

  ArchiveFormat(String extension) {
    this.extension = extension;
  }

  static Optional<ArchiveFormat> of(Path file) {
    String name = file.toString();
    for (ArchiveFormat format : values()) {
      if (name.endsWith(format.extension)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }
}
