package ai.stigmer.release.archive;

import ai.stigmer.release.problem.ReleaseException;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;

/// What a folder holds, as it is packed: sorted by path, symbolic links replaced by what they lead
/// to.
///
/// A link that leaves the folder, leads nowhere or leads around in a circle is refused, and so is
/// whatever is neither file nor folder.
///
/// @param files everything below the folder, itself left out; a folder comes before its content
public record SourceTree(List<SourceFile> files) {

  private static final char UNDECODABLE = '\uFFFD';

  /// A file or folder to be packed.
  ///
  /// @param path its path below the tree's root, with slashes
  /// @param file where its content is
  /// @param folder whether it is a folder
  /// @param executable whether its owner may execute it, or it is a folder
  public record SourceFile(String path, Path file, boolean folder, boolean executable) {

    /// The mode it is packed with, whatever the umask was: 0755 for folders and executables, else
    /// 0644.
    public int mode() {
      return executable ? 0755 : 0644;
    }
  }

  /// Sorts the files.
  public SourceTree {
    files = files.stream().sorted(Comparator.comparing(SourceFile::path)).toList();
  }

  /// Reads a folder.
  ///
  /// @param folder the folder, or a link to it
  /// @param what what the folder is, as a problem names it: `The layer 'runtime'`
  /// @throws ReleaseException of kind input if it is no folder, or holds what is refused
  public static SourceTree read(Path folder, String what) {
    if (!Files.isDirectory(folder)) {
      throw ReleaseException.input(
          what + " needs the folder '" + folder + "', which does not exist",
          "Check what the build commands wrote.");
    }
    try {
      var visitor = new Visitor(folder, folder.toRealPath(), what);
      Files.walkFileTree(
          folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, visitor);
      return new SourceTree(visitor.found);
    } catch (IOException unreadable) {
      throw unreadable(folder, what, unreadable);
    }
  }

  /// Looks at one file.
  ///
  /// @param path the path it is given
  /// @throws ReleaseException of kind input if it is no readable file
  public static SourceFile file(Path file, String path, String what) {
    try {
      if (!Files.isRegularFile(file)) {
        throw special(file, what);
      }
      return new SourceFile(path, file, false, isExecutable(file));
    } catch (IOException unreadable) {
      throw unreadable(file, what, unreadable);
    }
  }

  private static boolean isExecutable(Path file) throws IOException {
    return Files.getPosixFilePermissions(file).contains(PosixFilePermission.OWNER_EXECUTE);
  }

  private static ReleaseException unreadable(Path file, String what, IOException failure) {
    return failure instanceof FileSystemLoopException
        ? ReleaseException.input(
            what + " holds the symbolic link '" + file + "', which leads around in a circle",
            "Replace the link by what it should lead to.")
        : ReleaseException.input(
            what + " cannot be read at '" + file + "': " + failure.getClass().getSimpleName(),
            "Make it readable.");
  }

  private static ReleaseException special(Path file, String what) {
    return ReleaseException.input(
        what + " holds '" + file + "', which is neither a file nor a folder", "Remove it.");
  }

  private static final class Visitor extends SimpleFileVisitor<Path> {

    private final Path folder;
    private final Path realFolder;
    private final String what;
    private final List<SourceFile> found = new ArrayList<>();

    private Visitor(Path folder, Path realFolder, String what) {
      this.folder = folder;
      this.realFolder = realFolder;
      this.what = what;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
        throws IOException {
      if (!directory.equals(folder)) {
        checkLink(directory);
        found.add(new SourceFile(path(directory), directory, true, true));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      checkLink(file);
      if (!attributes.isRegularFile()) {
        throw special(file, what);
      }
      found.add(new SourceFile(path(file), file, false, isExecutable(file)));
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
      throw unreadable(file, what, failure);
    }

    private void checkLink(Path path) throws IOException {
      if (Files.isSymbolicLink(path) && !target(path).startsWith(realFolder)) {
        throw ReleaseException.input(
            what + " holds the symbolic link '" + path + "', which leaves its folder",
            "Replace the link by a copy of what it leads to.");
      }
    }

    private Path target(Path link) throws IOException {
      try {
        return link.toRealPath();
      } catch (NoSuchFileException dangling) {
        throw ReleaseException.input(
            what + " holds the symbolic link '" + link + "', which leads nowhere",
            "Remove the link, or add what it leads to.");
      }
    }

    private String path(Path file) {
      String path = folder.relativize(file).toString();
      if (path.indexOf(UNDECODABLE) >= 0) {
        // Java decodes file names by the locale; another locale would give another archive.
        throw ReleaseException.input(
            what + " holds the file name '" + file + "', which this locale cannot express",
            "Run with LC_ALL=C.UTF-8, or rename the file in UTF-8.");
      }
      return path;
    }
  }
}
