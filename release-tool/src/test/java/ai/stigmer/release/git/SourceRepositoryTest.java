package ai.stigmer.release.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.release.problem.Problem;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.testing.GitFolder;
import ai.stigmer.release.version.ReleaseTag;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceRepositoryTest {

  private static final ReleaseTag V1 = ReleaseTag.of("v1.0.0");

  @TempDir private Path folder;
  private GitFolder git;

  @BeforeEach
  void makeRepository() {
    git = GitFolder.init(folder.resolve("with space"));
  }

  @Test
  void itIsFoundFromAnyFolderInside() {
    git.commit("a/b/file", "text\n", "First\n\nbody");
    try (var source = SourceRepository.open(git.path().resolve("a/b"))) {
      assertThat(source.root()).isEqualTo(git.path());
      assertThat(source.head().id()).isEqualTo(git.git("rev-parse", "HEAD"));
      assertThat(source.head().subject()).isEqualTo("First");
      assertThat(source.head().time().getEpochSecond())
          .isEqualTo(Long.parseLong(git.git("log", "-1", "--format=%ct")));
    }
  }

  @Test
  void aFolderOutsideAnyRepositoryIsRefused() {
    assertInput(() -> SourceRepository.open(folder), "is in no Git working tree");
  }

  @Test
  void aBareRepositoryIsRefused() {
    GitFolder bare = GitFolder.initBare(folder.resolve("bare"));
    assertInput(() -> SourceRepository.open(bare.path()), "is in no Git working tree");
  }

  @Test
  void aRepositoryWithoutCommitsIsRefused() {
    try (var source = open()) {
      assertInput(source::head, "has no commits");
      assertThat(source.releaseTags()).isEmpty();
    }
  }

  @Test
  void differencesAreEditedAndUnknownFilesButNotIgnoredOnes() {
    git.write(".gitignore", "ignored\n").write("same", "x").write("gone", "x");
    git.commit("edited", "x", "First");
    try (var source = open()) {
      assertThat(source.differences().edited()).isEmpty();
      assertThat(source.differences().unknown()).isEmpty();
      git.write("ignored", "x").write("new/file", "x").write("edited", "y").write("staged", "x");
      git.git("add", "staged");
      git.git("rm", "-q", "gone");
      assertThat(source.differences().edited()).containsExactly("edited", "gone", "staged");
      assertThat(source.differences().unknown()).containsExactly("new/file");
    }
  }

  @Test
  void releaseTagsAreReadAndPeeled() {
    String first = git.commit("a", "1", "First");
    git.git("tag", "v1.0.0");
    String second = git.commit("a", "2", "Second");
    git.git("tag", "-a", "-m", "annotated", "v1.10.0");
    git.git("tag", "v1.9.0-rc.1");
    git.git("tag", "nightly");
    git.git("tag", "v1");
    git.git("pack-refs", "--all");
    try (var source = open()) {
      assertThat(source.releaseTags())
          .extracting(ReleaseTag::toString)
          .containsExactly("v1.0.0", "v1.9.0-rc.1", "v1.10.0");
      assertThat(source.releaseTagsAtHead())
          .extracting(ReleaseTag::toString)
          .containsExactly("v1.9.0-rc.1", "v1.10.0");
      assertThat(source.commitOf(V1).map(Commit::id)).contains(first);
      assertThat(source.commitOf(ReleaseTag.of("v1.10.0")).map(Commit::id)).contains(second);
      assertThat(source.commitOf(ReleaseTag.of("v3.0.0"))).isEmpty();
    }
  }

  @Test
  void aTagThatNamesNoCommitIsAProblem() {
    git.commit("a", "1", "First");
    git.git("tag", "v1.0.0", "HEAD:a");
    try (var source = open()) {
      assertInput(() -> source.commitOf(V1), "The tag v1.0.0 names no commit");
    }
  }

  @Test
  void commitsSinceATagAreNewestFirstAndIncludeMergedOnes() {
    git.commit("a", "1", "First");
    git.git("tag", "v1.0.0");
    git.git("checkout", "-q", "-b", "side");
    git.commit("b", "1", "Side");
    git.git("checkout", "-q", "main");
    git.commit("a", "2", "Second");
    git.git("merge", "-q", "--no-ff", "-m", "Merge", "side");
    try (var source = open()) {
      assertThat(source.commits(source.head(), Optional.of(V1)))
          .extracting(Commit::subject)
          .startsWith("Merge")
          .containsExactlyInAnyOrder("Merge", "Second", "Side");
      assertThat(source.commits(source.head(), Optional.empty()))
          .hasSize(4)
          .last()
          .extracting(Commit::subject)
          .isEqualTo("First");
      assertInput(
          () -> source.commits(source.head(), Optional.of(ReleaseTag.of("v9.0.0"))),
          "There is no tag v9.0.0");
    }
  }

  @Test
  void theLastReleaseIsTheHighestStableOneBeforeHead() {
    git.commit("a", "1", "First");
    git.git("tag", "v1.0.0");
    git.git("checkout", "-q", "-b", "next");
    git.commit("b", "1", "Two");
    git.git("tag", "v2.0.0");
    git.git("checkout", "-q", "main");
    git.commit("a", "2", "Mended");
    git.git("tag", "v1.0.1");
    git.commit("a", "3", "Tried");
    git.git("tag", "v1.1.0-rc.1");
    try (var source = open()) {
      assertThat(source.lastRelease()).contains(ReleaseTag.of("v1.0.1"));
    }
    git.git("tag", "--delete", "v1.0.0", "v1.0.1", "v2.0.0");
    try (var source = open()) {
      assertThat(source.lastRelease()).isEmpty();
    }
  }

  @Test
  void aFileIsReadAsItWasInACommit() {
    git.commit("dir/a", "one\n", "First");
    try (var source = open()) {
      Commit first = source.head();
      git.commit("dir/a", "two\n", "Second");
      assertThat(source.fileAt(first, "dir/a")).contains("one\n");
      assertThat(source.fileAt(source.head(), "dir/a")).contains("two\n");
      assertThat(source.fileAt(first, "dir")).isEmpty();
      assertThat(source.fileAt(first, "absent")).isEmpty();
    }
  }

  @Test
  void theOriginIsReadWithoutItsCredential() {
    try (var source = open()) {
      assertThat(source.originUrl()).isEmpty();
    }
    git.git("remote", "add", "origin", "https://me:secret@github.com/acme/tidy.git");
    try (var source = open()) {
      assertThat(source.originUrl()).contains("https://github.com/acme/tidy.git");
      assertThat(source.gitHubRepository()).contains("acme/tidy");
    }
  }

  @Test
  void aShallowCloneSaysSo() {
    git.commit("a", "1", "First");
    git.commit("a", "2", "Second");
    GitFolder shallow = GitFolder.clone(git.path(), folder.resolve("shallow"), "--depth=1");
    try (var whole = open();
        var source = SourceRepository.open(shallow.path())) {
      assertThat(whole.isShallow()).isFalse();
      assertThat(source.isShallow()).isTrue();
      assertThat(source.commits(source.head(), Optional.empty())).hasSize(1);
    }
  }

  @Test
  void aPartialCloneThatLacksAnObjectIsAProblem() {
    git.git("config", "uploadpack.allowFilter", "true");
    git.commit("a", "1", "First");
    GitFolder partial =
        GitFolder.clone(git.path(), folder.resolve("partial"), "--filter=blob:none", "-n");
    try (var source = SourceRepository.open(partial.path())) {
      assertInput(() -> source.fileAt(source.head(), "a"), "is not whole");
      assertInput(() -> source.cloneTo(folder.resolve("copy")), "is not whole");
    }
  }

  @Test
  void aLinkedWorktreeIsARepositoryOfItsOwn() {
    git.commit("a", "1", "First");
    Path linked = folder.resolve("linked");
    git.git("worktree", "add", "-q", "--detach", linked.toString());
    String second = new GitFolder(linked).commit("a", "2", "Second");
    git.git("tag", "v1.0.0");
    try (var source = SourceRepository.open(linked)) {
      assertThat(source.root()).isEqualTo(linked);
      assertThat(source.head().id()).isEqualTo(second);
      assertThat(source.releaseTags()).isEqualTo(List.of(V1));
      assertThat(source.differences().edited()).isEmpty();
      assertThat(source.differences().unknown()).isEmpty();
      ClonedRepository copy = source.cloneTo(folder.resolve("copy"));
      assertThat(new GitFolder(copy.root()).git("rev-parse", "HEAD")).isEqualTo(second);
    }
  }

  private SourceRepository open() {
    return SourceRepository.open(git.path());
  }

  private static void assertInput(Runnable call, String message) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            ReleaseException.class,
            exception -> assertThat(exception.problem().kind()).isEqualTo(Problem.Kind.INPUT))
        .hasMessageContaining(message);
  }
}
