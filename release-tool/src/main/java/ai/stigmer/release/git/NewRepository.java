package ai.stigmer.release.git;

import ai.stigmer.release.problem.ReleaseException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;

/// A repository that begins with the files of a folder.
public final class NewRepository {

  private NewRepository() {}

  /// Makes a folder a repository on the branch `main` with one commit of everything in it, unless
  /// it is one already.
  ///
  /// @throws ReleaseException of kind remote if the folder cannot be written
  public static void begin(Path folder, String message) {
    JGitEnvironment.prepare();
    if (Files.exists(folder.resolve(".git"))) {
      return;
    }
    try (Git git =
        Git.init().setDirectory(folder.toFile()).setInitialBranch(LocalRepository.MAIN).call()) {
      git.add().addFilepattern(".").call();
      git.commit().setMessage(message).setSign(false).call();
    } catch (GitAPIException failure) {
      throw ReleaseException.remote(
          "The folder " + folder + " could not be made a Git repository",
          "Run git init there, and commit its files.",
          failure);
    }
  }
}
