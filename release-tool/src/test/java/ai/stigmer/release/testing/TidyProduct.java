package ai.stigmer.release.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The small product "tidy" in a repository made by the real `git`: the same files and tags give
/// the same commits everywhere.
///
/// @param git its working tree
public record TidyProduct(GitFolder git) {

  private static final Path RESOURCES =
      Path.of("src/test/resources", TidyProduct.class.getPackageName().split("\\."))
          .resolve("tidy");

  /// Makes the product, committed and not yet tagged.
  ///
  /// @param folder an empty folder, or none
  public static TidyProduct make(Path folder) {
    try (Stream<Path> found = Files.walk(RESOURCES)) {
      List<Path> files = found.filter(Files::isRegularFile).toList();
      for (Path file : files) {
        String name = RESOURCES.relativize(file).toString().replaceFirst("^dot-", ".");
        Folders.write(folder.resolve(name), Files.readString(file));
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return new TidyProduct(GitFolder.init(folder)).commit("feat: keep a workspace tidy");
  }

  /// Where it is.
  public Path root() {
    return git.path();
  }

  /// Replaces a text of a file, which must hold it; nothing is committed.
  public TidyProduct edit(String name, String text, String replacement) {
    try {
      String before = Files.readString(root().resolve(name));
      if (!before.contains(text)) {
        throw new AssertionError(name + " does not hold: " + text);
      }
      git.write(name, before.replace(text, replacement));
      return this;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /// Commits every edit.
  public TidyProduct commit(String message) {
    git.git("add", "-A");
    git.git("commit", "-q", "--allow-empty", "-m", message);
    return this;
  }

  /// Tags the commit that is checked out.
  public TidyProduct tag(String tag) {
    git.git("tag", tag);
    return this;
  }

  /// Checks out a tag or commit.
  public TidyProduct checkOut(String name) {
    git.git("checkout", "-q", name);
    return this;
  }

  /// The commit that is checked out.
  public String head() {
    return git.git("rev-parse", "HEAD");
  }

  /// A clone without history, as Actions makes one by default.
  public TidyProduct shallowClone(Path folder) {
    return new TidyProduct(GitFolder.clone(root(), folder, "--depth=1"));
  }
}
