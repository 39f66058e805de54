package ai.stigmer.agentrunner.control;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/// A Unix-domain socket that one living process listens on. Who that is, a lock on a file beside it
/// says: the system drops it however its holder ends, so a socket that was left behind is known as
/// such and replaced.
final class ControlSocket implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(ControlSocket.class.getName());

  private final Path path;
  private final FileChannel lock;
  private final ServerSocketChannel server;

  private ControlSocket(Path path, FileChannel lock, ServerSocketChannel server) {
    this.path = path;
    this.lock = lock;
    this.server = server;
  }

  /// Listens at that path; only this user may connect.
  static ControlSocket bind(Path path) throws ControlSocketException {
    FileChannel lock = lock(path);
    try {
      Files.deleteIfExists(path);
      var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      server.bind(UnixDomainSocketAddress.of(path));
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
      return new ControlSocket(path, lock, server);
    } catch (IOException failure) {
      close(lock);
      throw unusable(path, failure);
    }
  }

  /// Waits for the next client.
  SocketChannel accept() throws IOException {
    return server.accept();
  }

  boolean isOpen() {
    return server.isOpen();
  }

  @Override
  public void close() {
    try (lock;
        server) {
      Files.deleteIfExists(path);
    } catch (IOException failure) {
      // The next worker replaces what is left; this one still has its work to hand back.
      LOG.log(Level.WARNING, "the control socket was not removed: " + failure);
    }
  }

  private static FileChannel lock(Path path) throws ControlSocketException {
    FileChannel file;
    try {
      file = FileChannel.open(Path.of(path + ".lock"), CREATE, WRITE);
    } catch (IOException failure) {
      throw unusable(path, failure);
    }
    try {
      if (tryLock(file).isPresent()) {
        return file;
      }
    } catch (IOException failure) {
      close(file);
      throw unusable(path, failure);
    }
    close(file);
    throw new ControlSocketException(
        "another worker answers at %s; stop it, or set AGENT_RUNNER_SOCKET to a path of this one's own"
            .formatted(path));
  }

  private static Optional<FileLock> tryLock(FileChannel file) throws IOException {
    try {
      return Optional.ofNullable(file.tryLock());
    } catch (OverlappingFileLockException ofThisProcess) {
      return Optional.empty();
    }
  }

  private static ControlSocketException unusable(Path path, IOException failure) {
    return new ControlSocketException(
        "cannot listen at %s (%s); set AGENT_RUNNER_SOCKET to a path this user can write to"
            .formatted(path, failure));
  }

  private static void close(FileChannel file) {
    try {
      file.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
