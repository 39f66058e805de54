package ai.stigmer.agentrunner.session;

import java.nio.file.attribute.BasicFileAttributes;

/// What is in one place of a session's folder.
///
/// @param kind what it is; a link is not followed
/// @param size of a file, in bytes
public record Entry(InsidePath path, Kind kind, long size) {

  /// What may be in a folder.
  public enum Kind {
    /// A regular file.
    FILE,
    /// A folder.
    FOLDER,
    /// A symbolic link, wherever it points.
    LINK,
    /// A device, a pipe or a socket.
    SPECIAL
  }

  static Entry of(InsidePath path, BasicFileAttributes attributes) {
    Kind kind =
        attributes.isRegularFile()
            ? Kind.FILE
            : attributes.isDirectory()
                ? Kind.FOLDER
                : attributes.isSymbolicLink() ? Kind.LINK : Kind.SPECIAL;
    return new Entry(path, kind, attributes.size());
  }
}
