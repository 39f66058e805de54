package ai.stigmer.release.tap;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.problem.Problem.Kind;
import ai.stigmer.release.testing.Folders;
import ai.stigmer.release.testing.GitFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What a tap keeps that is a real repository of the real `git`, besides.
interface GitTapContract extends TapContract {

  /// The bare repository behind the tap.
  GitFolder remote();

  /// A working clone of it, for what others do.
  GitFolder other();

  /// Makes a bare repository that holds a tap, whose branch is `trunk`.
  static GitFolder remoteIn(Path folder) {
    GitFolder work = GitFolder.init(folder.resolve("made"));
    work.git("checkout", "-q", "-b", "trunk");
    work.write("README.md", "A tap\n").commit("Formula/other.rb", "other\n", "First");
    work.write("bin/tool", "#!/bin/sh\n");
    work.git("add", "-A");
    work.git("update-index", "--chmod=+x", "bin/tool");
    work.git("commit", "-q", "-m", "Second");
    work.commit("Formula/tidy.rb", OLD, "tidy 1.2.2");
    return GitFolder.clone(work.path(), folder.resolve("tap.git"), "--bare");
  }

  @Override
  default String main() {
    return "trunk";
  }

  @Override
  default Map<String, String> heads() {
    return remote()
        .git("for-each-ref", "--format=%(refname:short) %(objectname)", "refs/heads")
        .lines()
        .map(line -> line.split(" ", -1))
        .collect(Collectors.toMap(branch -> branch[0], branch -> branch[1]));
  }

  @Override
  default String commitFromElsewhere() {
    GitFolder other = other();
    other.git("pull", "-q");
    String commit = other.commit("Formula/third.rb", "third\n", "Somebody else");
    other.git("push", "-q", "origin", "trunk");
    return commit;
  }

  @Test
  default void aPushThatIsOnlyTriedLeavesNoByte() throws IOException {
    Map<Path, Digest> before = Folders.content(remote().path());

    tap().tryPush();

    assertThat(Folders.content(remote().path())).isEqualTo(before);
  }

  @Test
  default void aProposalIsOneCommitOfOneFile() {
    String base = remote().git("rev-parse", "trunk");

    tap().push(TapContract.proposal(NEW, Optional.empty()));

    assertThat(remote().git("rev-parse", BRANCH + "^")).isEqualTo(base);
    assertThat(remote().git("diff", "--name-status", base, BRANCH)).isEqualTo("M\tFormula/tidy.rb");
    assertThat(remote().git("show", BRANCH + ":Formula/tidy.rb") + "\n").isEqualTo(NEW);
    assertThat(remote().git("log", "-1", "--format=%an <%ae>|%cn|%aI|%ct|%B", BRANCH))
        .isEqualTo(
            "release-tool <release-tool@users.noreply.github.com>|release-tool"
                + "|2026-01-02T03:04:05+00:00|1767323045|tidy 1.2.3");
    remote().git("fsck", "--strict");
  }

  @Test
  default void aFormulaIsCommittedOnTopOfTheDefaultBranch() {
    String base = remote().git("rev-parse", "trunk");

    tap().push(TapContract.commit("trunk", NEW, Optional.of(base)));

    assertThat(remote().git("rev-parse", "trunk^")).isEqualTo(base);
  }

  @Test
  default void aTapWithoutCommitsIsRefused() {
    remote().git("update-ref", "-d", "refs/heads/trunk");

    TapContract.assertProblem(
        () -> tap().read(TIDY, BRANCH), Kind.INPUT, "has no commit on its default branch");
  }
}
