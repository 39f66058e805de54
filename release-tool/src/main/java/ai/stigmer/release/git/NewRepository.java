package ai.stigmer.release.git;

import ai.stigmer.release.problem.ReleaseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.api.CommitCommand;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.Constants;

/// A repository that begins with some files of a folder.
public final class NewRepository {

  private NewRepository() {}

  /// Makes a folder a repository on the branch `main` with one commit of these files and no others,
  /// unless it has a commit already.
  ///
  /// @param files their paths in the folder
  /// @throws ReleaseException of kind remote if the folder cannot be written
  public static void begin(Path folder, List<String> files, String message) {
    JGitEnvironment.prepare();
    if (Files.isRegularFile(folder.resolve(".git"))) {
      // A worktree of another repository, which has commits.
      return;
    }
    try (Git git =
        Git.init().setDirectory(folder.toFile()).setInitialBranch(LocalRepository.MAIN).call()) {
      // A run that was killed may have left a repository without a commit.
      if (files.isEmpty() || git.getRepository().resolve(Constants.HEAD) != null) {
        return;
      }
      var add = git.add();
      CommitCommand commit = git.commit().setMessage(message).setSign(false);
      files.forEach(file -> {
        add.addFilepattern(file);
        commit.setOnly(file);
      });
      add.call();
      commit.call();
    } catch (GitAPIException | IOException failure) {
      throw ReleaseException.remote(
          "The folder " + folder + " could not be made a Git repository",
          "Run git init there, and commit its files.",
          failure);
    }
  }
}
