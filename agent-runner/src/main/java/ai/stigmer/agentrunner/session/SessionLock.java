package ai.stigmer.agentrunner.session;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The claim on a session: who holds it is the only one who works there. The system ends the claim
/// of a program that dies.
public final class SessionLock implements AutoCloseable {

  private static final long POLL_MILLISECONDS = 100;

  /// Closing any channel to a file ends this program's locks on it, so a lock's file may not even
  /// be opened while this program holds the lock.
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private SessionLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  static Optional<SessionLock> tryTake(Path file) {
    if (!HELD.add(file)) {
      return Optional.empty();
    }
    Optional<SessionLock> lock = Optional.empty();
    try {
      lock = lock(file);
      return lock;
    } catch (IOException failure) {
      throw RecordFile.unusable(file, failure);
    } finally {
      if (lock.isEmpty()) {
        HELD.remove(file);
      }
    }
  }

  private static Optional<SessionLock> lock(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, Set.of(CREATE, WRITE, NOFOLLOW_LINKS), RecordFile.PERMISSIONS);
    boolean locked = false;
    try {
      locked = channel.tryLock() != null;
      return locked ? Optional.of(new SessionLock(file, channel)) : Optional.empty();
    } finally {
      if (!locked) {
        channel.close();
      }
    }
  }

  static SessionLock take(Path file) throws InterruptedException {
    while (true) {
      Optional<SessionLock> lock = tryTake(file);
      if (lock.isPresent()) {
        return lock.get();
      }
      Thread.sleep(POLL_MILLISECONDS);
    }
  }

  /// Ends the claim; once is enough.
  @Override
  public void close() {
    if (!channel.isOpen()) {
      return;
    }
    try {
      channel.close();
    } catch (IOException failure) {
      throw RecordFile.unusable(file, failure);
    } finally {
      HELD.remove(file);
    }
  }
}
