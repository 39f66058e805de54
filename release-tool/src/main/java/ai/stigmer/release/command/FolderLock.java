package ai.stigmer.release.command;

import ai.stigmer.release.problem.ReleaseException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// A folder that one run at a time writes to. The lock goes with the process, however it ends.
final class FolderLock implements AutoCloseable {

  private final FileChannel file;

  private FolderLock(FileChannel file) {
    this.file = file;
  }

  /// Locks a folder by a file beside it.
  ///
  /// @param remedy what to do when another run holds it
  /// @throws ReleaseException of kind input if another run holds it, or it cannot be made
  static FolderLock of(Path folder, String remedy) {
    Path lock = folder.resolveSibling(folder.getFileName() + ".lock");
    try {
      Files.createDirectories(folder.toAbsolutePath().getParent());
      FileChannel file =
          FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock(file).isEmpty()) {
        file.close();
        throw ReleaseException.input("Another run of release-tool uses " + folder, remedy);
      }
      return new FolderLock(file);
    } catch (IOException unwritable) {
      throw ReleaseException.input(
          "The folder " + folder + " cannot be used: " + unwritable, "Check its permissions.");
    }
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException failure) {
      throw ReleaseException.remote("A lock could not be released", "Run again.", failure);
    }
  }

  private static Optional<FileLock> lock(FileChannel file) throws IOException {
    try {
      return Optional.ofNullable(file.tryLock());
    } catch (OverlappingFileLockException inThisProcess) {
      return Optional.empty();
    }
  }
}
