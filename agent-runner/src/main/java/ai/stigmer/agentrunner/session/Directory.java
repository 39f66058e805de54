package ai.stigmer.agentrunner.session;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.READ;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;

/// An open folder. Names are looked up in the folder that was opened (`openat` and its family), so
/// that nothing that happens to the path meanwhile leads elsewhere, and never through a link.
final class Directory implements Closeable {

  private final SecureDirectoryStream<Path> stream;

  private Directory(SecureDirectoryStream<Path> stream) {
    this.stream = stream;
  }

  /// Opens the folder of a path that is trusted.
  @SuppressWarnings("StreamResourceLeak") // The directory closes it.
  static Directory at(Path path) throws IOException {
    DirectoryStream<Path> stream = Files.newDirectoryStream(path);
    if (stream instanceof SecureDirectoryStream<Path> secure) {
      return new Directory(secure);
    }
    stream.close();
    throw new IOException("this system cannot look up names in an open folder: " + path);
  }

  /// Opens a folder in this one.
  ///
  /// @throws NotDirectoryException if that name is anything else, a link included
  Directory enter(String name) throws IOException {
    // Opening anything but a folder may block, as a pipe does.
    if (!look(name).map(BasicFileAttributes::isDirectory).orElse(false)) {
      throw new NotDirectoryException(name);
    }
    return new Directory(stream.newDirectoryStream(Path.of(name), NOFOLLOW_LINKS));
  }

  /// What has that name: nothing, or its attributes; a link's own.
  Optional<BasicFileAttributes> look(String name) throws IOException {
    return look(Path.of(name));
  }

  /// What has that name: nothing, or its attributes; a link's own.
  Optional<BasicFileAttributes> look(Path name) throws IOException {
    try {
      return Optional.of(
          stream
              .getFileAttributeView(name, BasicFileAttributeView.class, NOFOLLOW_LINKS)
              .readAttributes());
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
  }

  Set<PosixFilePermission> permissions(String name) throws IOException {
    return stream
        .getFileAttributeView(Path.of(name), PosixFileAttributeView.class, NOFOLLOW_LINKS)
        .readAttributes()
        .permissions();
  }

  /// Changes this folder's own permissions.
  void allow(Set<PosixFilePermission> permissions) throws IOException {
    stream.getFileAttributeView(PosixFileAttributeView.class).setPermissions(permissions);
  }

  /// Opens a regular file.
  SeekableByteChannel read(String name) throws IOException {
    return stream.newByteChannel(Path.of(name), Set.of(READ, NOFOLLOW_LINKS));
  }

  /// The names in this folder, in no order; they can be asked for once.
  Iterator<Path> names() {
    return stream.iterator();
  }

  /// Moves what has that name, replacing what has the new one unless that is a full folder.
  void move(String name, Directory to, String newName) throws IOException {
    stream.move(Path.of(name), to.stream, Path.of(newName));
  }

  void deleteFile(Path name) throws IOException {
    stream.deleteFile(name);
  }

  void deleteFolder(Path name) throws IOException {
    stream.deleteDirectory(name);
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
