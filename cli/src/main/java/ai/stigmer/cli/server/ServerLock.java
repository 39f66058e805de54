package ai.stigmer.cli.server;

import ai.stigmer.cli.problem.Reason;
import ai.stigmer.cli.problem.UserFailure;
import ai.stigmer.cli.process.CancelledException;
import ai.stigmer.cli.process.Pause;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// Only one command at a time changes what runs. The lock ends with the program that holds it,
/// however that ends.
final class ServerLock implements AutoCloseable {

  private static final int PAUSE_MILLISECONDS = 50;

  private final FileChannel channel;

  private ServerLock(FileChannel channel) {
    this.channel = channel;
  }

  /// Takes the lock, waiting until it is free.
  ///
  /// @param folder an existing folder
  /// @param waits called once if another command has the lock
  /// @throws UserFailure if the file of the lock cannot be written
  /// @throws CancelledException if this thread is interrupted
  static ServerLock take(Path folder, Runnable waits) {
    Path file = folder.resolve("lock");
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      boolean told = false;
      while (attempt(channel).isEmpty()) {
        if (!told) {
          waits.run();
          told = true;
        }
        Pause.of(PAUSE_MILLISECONDS);
      }
      return new ServerLock(channel);
    } catch (IOException failure) {
      throw new UserFailure(
          "The file %s cannot be written: %s.".formatted(file, Reason.of(failure)),
          "Give it to yourself or remove it; where its disk has no locks, set STIGMER_DATA_DIR"
              + " to a folder of another disk.");
    }
  }

  private static Optional<FileLock> attempt(FileChannel channel) throws IOException {
    try {
      return Optional.ofNullable(channel.tryLock());
    } catch (OverlappingFileLockException inThisProgram) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
