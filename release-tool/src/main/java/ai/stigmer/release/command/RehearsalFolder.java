package ai.stigmer.release.command;

import ai.stigmer.release.problem.ReleaseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Where a rehearsal leaves its world, to be looked at.
///
/// @param root the root of the repository that is rehearsed
/// @param path the folder
record RehearsalFolder(Path root, Path path) {

  /// The folder below a repository's root.
  static final String NAME = "build/rehearsal";

  /// The folder of a repository, emptied: a rehearsal begins with a world in which nothing exists.
  static RehearsalFolder emptied(Path root) {
    Path folder = root.resolve(NAME);
    try {
      if (Files.exists(folder)) {
        List<Path> old;
        try (Stream<Path> found = Files.walk(folder)) {
          old = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : old) {
          Files.delete(path);
        }
      }
      Files.createDirectories(folder);
    } catch (IOException failure) {
      throw ReleaseException.remote(
          "The folder " + folder + " could not be emptied", "Remove it, then run again.", failure);
    }
    return new RehearsalFolder(root, folder);
  }

  /// The clone that is released.
  Path source() {
    return path.resolve("source");
  }

  /// The registry's blobs and tags.
  Path registry() {
    return path.resolve("registry");
  }

  /// GitHub's releases and pull requests.
  Path gitHub() {
    return path.resolve("github");
  }

  /// The tap, a bare Git repository.
  Path tap() {
    return path.resolve("tap.git");
  }

  /// What happened, as a page.
  Path report() {
    return path.resolve("report.html");
  }

  /// The key that signs, thrown away with the rest.
  Path signing() {
    return path.resolve("signing");
  }

  /// An empty Docker configuration: a rehearsal shows nobody a login.
  Path docker() {
    return path.resolve("docker");
  }
}
