package ai.stigmer.release.apply;

import ai.stigmer.release.problem.ReleaseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A folder for what is needed only for a moment.
///
/// @param path the folder
public record Scratch(Path path) implements AutoCloseable {

  /// Something done with files.
  @FunctionalInterface
  public interface Use<T> {
    /// Does it.
    T in(Scratch scratch) throws IOException;
  }

  /// Does something in a folder that is gone afterwards.
  ///
  /// @throws ReleaseException of kind remote if a file cannot be written or read
  public static <T> T with(Use<T> use) {
    try (var scratch = new Scratch(Files.createTempDirectory("release-tool"))) {
      return use.in(scratch);
    } catch (IOException failure) {
      throw ReleaseException.remote(
          "A file could not be kept for a moment: " + failure.getMessage(),
          "Check the space in the folder for temporary files.",
          failure);
    }
  }

  /// A file in it.
  public Path file(String name) {
    return path.resolve(name);
  }

  @Override
  public void close() throws IOException {
    List<Path> left;
    try (Stream<Path> found = Files.walk(path)) {
      left = found.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : left) {
      Files.delete(file);
    }
  }
}
