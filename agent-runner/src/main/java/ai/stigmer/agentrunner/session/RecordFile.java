package ai.stigmer.agentrunner.session;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// What the files of a session's record have in common.
final class RecordFile {

  /// Only this program's user reads a record.
  static final FileAttribute<Set<PosixFilePermission>> PERMISSIONS =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private RecordFile() {}

  static SessionException unusable(Path file, IOException failure) {
    return new SessionException(
        "%s cannot be used (%s); free space on its disk, or give it to the user this program runs as."
            .formatted(file, failure.getMessage()),
        failure);
  }

  static SessionException damaged(Path file, String where, Exception cause) {
    return new SessionException(
        "%s is damaged in %s; move it away to begin anew, or begin another session."
            .formatted(file, where),
        cause);
  }
}
