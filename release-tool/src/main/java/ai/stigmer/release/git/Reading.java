package ai.stigmer.release.git;

import ai.stigmer.release.problem.Problem;
import ai.stigmer.release.problem.Problem.Kind;
import ai.stigmer.release.problem.ReleaseException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.api.errors.JGitInternalException;
import org.eclipse.jgit.errors.MissingObjectException;

/// Something that is read from, or copied out of, a repository.
@FunctionalInterface
interface Reading<T> {

  T read() throws IOException, GitAPIException;

  /// Reads, telling a failure in words a person can act on.
  ///
  /// @throws ReleaseException of kind input
  static <T> T of(Path root, Reading<T> reading) {
    try {
      return reading.read();
    } catch (MissingObjectException partial) {
      throw partial(root, partial);
    } catch (IOException | GitAPIException | JGitInternalException unreadable) {
      if (unreadable.getCause() instanceof MissingObjectException partial) {
        throw partial(root, partial);
      }
      throw new ReleaseException(
          new Problem(
              Kind.INPUT,
              "The Git repository " + root + " cannot be read",
              Optional.ofNullable(unreadable.getMessage()).orElse(""),
              "Check it by: git fsck"),
          unreadable);
    }
  }

  private static ReleaseException partial(Path root, MissingObjectException missing) {
    return new ReleaseException(
        new Problem(
            Kind.INPUT,
            "The Git repository "
                + root
                + " is not whole: it lacks "
                + missing.getObjectId().name(),
            "",
            "Clone it without --filter and with its whole history (in Actions: fetch-depth: 0)."),
        missing);
  }
}
