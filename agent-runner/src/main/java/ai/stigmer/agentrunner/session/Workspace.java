package ai.stigmer.agentrunner.session;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/// Where everything is: `sessions/<id>`, the sessions' folders; `sessions/.staging`, what is about
/// to be moved into one; `sessions/.temporary/<id>`, what a session's commands need for a moment;
/// `.stigmer/transcripts`, what is recorded of them.
///
/// @param root the real path
/// @param named the path as it was configured
record Workspace(Path root, Path named) {

  static final String SESSIONS = "sessions";
  static final String TEMPORARY = ".temporary";

  private static final FileAttribute<?> OURS_ALONE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  /// Makes what is not there yet.
  static Workspace at(Path named) throws IOException {
    Files.createDirectories(named);
    var workspace = new Workspace(named.toRealPath(), named.toAbsolutePath());
    makeFolder(workspace.sessions());
    makeFolder(workspace.staging(), OURS_ALONE);
    makeFolder(workspace.temporary(), OURS_ALONE);
    makeFolder(workspace.hidden(), OURS_ALONE);
    makeFolder(workspace.records(), OURS_ALONE);
    return workspace;
  }

  Path sessions() {
    return root.resolve(SESSIONS);
  }

  Path staging() {
    return sessions().resolve(".staging");
  }

  Path temporary() {
    return sessions().resolve(TEMPORARY);
  }

  /// The file of a session's record.
  Path record(String name) {
    return records().resolve(name);
  }

  /// The path of a session's folder as a person who knows the configuration would write it.
  String given(String id) {
    return named.resolve(SESSIONS).resolve(id).toString();
  }

  /// Makes a folder; one that is there may be no link.
  static void makeFolder(Path path, FileAttribute<?>... attributes) throws IOException {
    try {
      Files.createDirectory(path, attributes);
    } catch (FileAlreadyExistsException present) {
      if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
        throw new NotDirectoryException(path.toString());
      }
    }
  }

  private Path hidden() {
    return root.resolve(".stigmer");
  }

  private Path records() {
    return hidden().resolve("transcripts");
  }
}
