package ai.stigmer.release.git;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.testing.GitFolder;
import ai.stigmer.release.version.ReleaseTag;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClonedRepositoryTest {

  private static final ReleaseTag V2 = ReleaseTag.of("v2.0.0");

  @TempDir private Path folder;
  private GitFolder git;

  @BeforeEach
  void makeRepository() {
    git = GitFolder.init(folder.resolve("source"));
    git.write("dir/run.sh", "#!/bin/sh\n");
    git.commit("a", "one\ntwo\n", "First");
    git.git("tag", "-a", "-m", "x", "v1.0.0");
    git.git("update-index", "--chmod=+x", "dir/run.sh");
    git.git("commit", "-q", "-m", "Second");
    git.git("checkout", "-q", ".");
  }

  @Test
  void itHoldsHeadItsHistoryAndTheTagsAndNothingUncommitted() {
    git.git("remote", "add", "origin", "https://me:secret@github.com/acme/tidy.git");
    git.write("a", "edited").write("untracked", "x");
    GitFolder copy = copy();
    assertThat(copy.path().resolve("a")).hasContent("one\ntwo\n");
    assertThat(copy.path().resolve("untracked")).doesNotExist();
    assertThat(copy.path().resolve("dir/run.sh")).isExecutable();
    assertThat(copy.git("status", "--porcelain", "-b")).isEqualTo("## main");
    assertThat(copy.git("rev-parse", "HEAD", "v1.0.0", "v1.0.0^{commit}"))
        .isEqualTo(git.git("rev-parse", "HEAD", "v1.0.0", "v1.0.0^{commit}"));
    assertThat(copy.git("remote", "get-url", "origin"))
        .isEqualTo("https://github.com/acme/tidy.git");
    copy.git("fsck", "--strict");
    assertThat(git.git("status", "--porcelain")).isEqualTo(" M a\n?? untracked");
  }

  @Test
  void theUsersSettingsDoNotReachIt() {
    git.git("config", "core.autocrlf", "true");
    git.git("config", "commit.gpgsign", "true");
    GitFolder copy = copy();
    assertThat(copy.path().resolve("a")).hasBinaryContent("one\ntwo\n".getBytes(UTF_8));
    assertThat(copy.git("status", "--porcelain")).isEmpty();
    assertThat(copy.commit("a", "three\n", "Unsigned")).isNotEmpty();
  }

  @Test
  void aDetachedHeadThatNoBranchHoldsIsCopied() {
    git.git("checkout", "-q", "--detach");
    String detached = git.commit("a", "three\n", "Third");
    GitFolder copy = copy();
    assertThat(copy.git("rev-parse", "main")).isEqualTo(detached);
  }

  @Test
  void anotherBranchKeepsItsName() {
    git.git("checkout", "-q", "-b", "feature/x");
    assertThat(copy().git("symbolic-ref", "HEAD")).isEqualTo("refs/heads/feature/x");
  }

  @Test
  void aTagIsMadeOnceAndOnlyInTheCopy() {
    try (var source = SourceRepository.open(git.path())) {
      ClonedRepository copy = source.cloneTo(folder.resolve("copy"));
      copy.createTag(V2);
      copy.createTag(V2);
      assertThat(new GitFolder(copy.root()).git("rev-parse", "v2.0.0"))
          .isEqualTo(source.head().id());
      assertThat(source.commitOf(V2)).isEmpty();
      assertThatThrownBy(() -> copy.createTag(ReleaseTag.of("v1.0.0")))
          .isInstanceOf(ReleaseException.class)
          .hasMessageContaining("names another commit");
    }
  }

  @Test
  void aFolderThatHoldsSomethingIsRefused() {
    try (var source = SourceRepository.open(git.path())) {
      assertThatThrownBy(() -> source.cloneTo(git.path()))
          .isInstanceOf(ReleaseException.class)
          .hasMessageContaining("is not empty");
    }
  }

  private GitFolder copy() {
    try (var source = SourceRepository.open(git.path())) {
      return new GitFolder(source.cloneTo(folder.resolve("copy")).root());
    }
  }
}
