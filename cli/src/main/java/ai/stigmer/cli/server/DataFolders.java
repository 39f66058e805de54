package ai.stigmer.cli.server;

import ai.stigmer.cli.problem.Reason;
import ai.stigmer.cli.problem.UserFailure;
import ai.stigmer.cli.settings.Folders;
import ai.stigmer.cli.settings.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The folders of this machine that containers write to. They are made by the person who starts
/// stigmer, since a runtime would make them root's.
final class DataFolders {

  private DataFolders() {}

  /// Where the Temporal server that stigmer starts keeps its database.
  static Path temporal(Folders folders) {
    return folders.data().resolve("temporal");
  }

  /// Makes what is missing, and proves that all of it can be written to.
  ///
  /// @throws UserFailure naming the folder that cannot
  static void make(Folders folders) {
    make(folders.data(), false);
    make(folders.workspace(), true);
    make(temporal(folders), true);
  }

  /// Makes the folder that the lock lies in. What stops the server needs no room on a disk.
  ///
  /// @throws UserFailure if it cannot be made
  static void makeForLock(Folders folders) {
    try {
      PrivateFiles.makeFolder(folders.data());
    } catch (IOException failure) {
      throw unwritable(folders.data(), failure);
    }
  }

  /// Makes a folder that only its owner sees, and proves that it can be written to.
  ///
  /// @param mounted whether a container writes to it: root's own folder is given to the user of the
  ///   images, since containers do not run as root
  private static void make(Path folder, boolean mounted) {
    try {
      PrivateFiles.makeFolder(folder);
      Path probe = Files.createTempFile(folder, ".writable", "");
      try {
        Files.writeString(probe, "proves that a byte can be kept");
        if (mounted && isRoots(probe) && isRoots(folder)) {
          Files.setAttribute(folder, "unix:uid", Wanted.IMAGE_USER.user());
          Files.setAttribute(folder, "unix:gid", Wanted.IMAGE_USER.group());
        }
      } finally {
        Files.delete(probe);
      }
    } catch (IOException failure) {
      throw unwritable(folder, failure);
    }
  }

  private static UserFailure unwritable(Path folder, IOException failure) {
    return new UserFailure(
        "The folder %s cannot be written: %s.".formatted(folder, Reason.of(failure)),
        "Give it to yourself, make room on its disk, or set STIGMER_DATA_DIR to another folder.");
  }

  private static boolean isRoots(Path path) throws IOException {
    return Files.getAttribute(path, "unix:uid").equals(0);
  }
}
