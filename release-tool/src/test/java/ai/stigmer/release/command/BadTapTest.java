package ai.stigmer.release.command;

import static ai.stigmer.release.command.Refusal.assertTold;
import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.testing.Folders;
import ai.stigmer.release.testing.GitHttpServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A release into a tap that does not take it.
class BadTapTest {

  @TempDir private Path folder;
  private TestWorld world;

  @BeforeEach
  void start() {
    world = TestWorld.start(folder);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void aTapThatIsNotThere() {
    Path gone = folder.resolve("gone");

    Run refused = world.run("release", "--set", "homebrew.tap-url=" + gone).exits(2).wroteNothing();

    assertThat(refused.err())
        .contains("error: There is no tap at " + gone + "\n", "Check homebrew.tap");
  }

  @Test
  void aTapThatWasRenamed() {
    world.gitHub().rename(TestWorld.TAP, "acme/homebrew-tools");

    assertTold(
        world.run("release"),
        2,
        "The repository acme/homebrew-tap has moved on GitHub",
        "Give its new name in release.yaml.");
  }

  @Test
  void aTapThatIsArchived() throws IOException {
    world.gitHub().archive(TestWorld.TAP);
    // As GitHub does, Git's own server answers 403 to whoever wants to push.
    world.tap().git("config", "http.receivepack", "false");
    try (var server = new GitHttpServer(folder, Optional.of(TestWorld.TAP_TOKEN))) {
      String url = server.url("tap.git");

      Run refused = world.run("release", "--set", "homebrew.tap-url=" + url).exits(2);

      assertThat(refused.err())
          .contains("The tap " + url + " does not allow this (HTTP 403)")
          .contains("If the tap is archived, take it out of the archive. Nothing was written.");
      refused.wroteNothing();
    }
  }

  @Test
  void aTapWhoseBranchIsProtected() throws IOException {
    Folders.writeExecutable(
        world.tap().path().resolve("hooks/pre-receive"),
        "#!/bin/sh\necho 'GH006: Protected branch update failed' >&2\nexit 1\n");
    try (var server = new GitHttpServer(folder, Optional.of(TestWorld.TAP_TOKEN))) {
      Run refused =
          world
              .run(
                  "release",
                  "--set",
                  "homebrew.tap-url=" + server.url("tap.git"),
                  "--set",
                  "homebrew.delivery=commit")
              .exits(2);

      assertThat(refused.out())
          .contains(
              "rejected the push to main",
              "GH006: Protected branch update failed",
              "homebrew.delivery: pull-request if the branch is protected");
    }
    assertThat(world.tap().git("log", "--format=%s", "main")).doesNotContain("tidy 1.2.3");
  }
}
