package ai.stigmer.release.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// A repository made by the real `git`.
///
/// @param path its folder: the working tree, or the repository itself if it is bare
public record GitFolder(Path path) {

  /// Makes an empty repository whose branch is `main`.
  public static GitFolder init(Path folder) {
    return made(folder, "git", "init", "-q", "-b", "main", folder.toString());
  }

  /// Makes an empty bare repository whose branch is `main`.
  public static GitFolder initBare(Path folder) {
    return made(folder, "git", "init", "-q", "--bare", "-b", "main", folder.toString());
  }

  /// Clones a repository by its file URL, so that options such as `--depth` count.
  public static GitFolder clone(Path from, Path to, String... options) {
    return made(
        to,
        Stream.of(
                Stream.of("git", "clone", "-q"),
                Stream.of(options),
                Stream.of(from.toUri().toString(), to.toString()))
            .flatMap(part -> part)
            .toArray(String[]::new));
  }

  /// Runs `git` here and gives what it printed, without the last line's end.
  public String git(String... arguments) {
    String[] command =
        Stream.concat(
                Stream.of(
                    "git",
                    "-c",
                    "user.name=Ada",
                    "-c",
                    "user.email=ada@example.com",
                    "-c",
                    "protocol.file.allow=always",
                    "-C",
                    path.toString()),
                Stream.of(arguments))
            .toArray(String[]::new);
    return Program.run(path, command).stripTrailing();
  }

  /// Writes a file.
  public GitFolder write(String name, String text) {
    try {
      Path file = path.resolve(name);
      Files.createDirectories(file.resolveSibling("."));
      Files.writeString(file, text);
      return this;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /// Writes a file, commits everything and gives the commit's id.
  public String commit(String name, String text, String message) {
    write(name, text);
    git("add", "-A");
    git("commit", "-q", "-m", message);
    return git("rev-parse", "HEAD");
  }

  private static GitFolder made(Path folder, String... command) {
    try {
      Files.createDirectories(folder);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    Program.run(folder, command);
    return new GitFolder(folder);
  }
}
