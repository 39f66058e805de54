package ai.stigmer.release.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.testing.Folders;
import ai.stigmer.release.testing.GitFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `init`, as somebody meets it who has a shell script and has never released anything.
class InitCommandTest {

  @TempDir private Path folder;
  private TestWorld world;
  private GitFolder product;

  @BeforeEach
  void start() {
    world = TestWorld.start(folder.resolve("world"));
    product = GitFolder.init(folder.resolve("broom"));
    product
        .write("bin/broom", "#!/bin/sh\necho sweep\n")
        .write("README.md", "# Broom\n\nA broom for `your` workspace. It sweeps.\n")
        .write("LICENSE", "MIT License\n\nPermission is hereby granted, free of charge, to any\n");
    product.git("remote", "add", "origin", "git@github.com:Acme/broom.git");
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void aShellScriptIsReleasedAfterOneEdit() throws IOException {
    Run init = init().exits(0);

    assertThat(init.out())
        .contains(
            "+ release.yaml",
            "+ .github/workflows/release.yml",
            "+ homebrew/broom.rb.ftl",
            "+ cli/image.ftl",
            "+ .gitignore",
            "rehearse");
    assertThat(read("release.yaml"))
        .contains(
            "project: broom",
            "repository: Acme/broom",
            "repository: ghcr.io/acme/broom",
            "base: scratch",
            "tap: Acme/homebrew-tap",
            "description: \"Broom for your workspace\"",
            "license: MIT");
    product.write("release.yaml", read("release.yaml").replace("Broom for your", "Sweeps your"));
    product.git("add", "-A");
    product.git("commit", "-q", "-m", "feat: a broom");

    Run rehearsal =
        world
            .run(product.path(), Map.of(GlobalOptions.OVERRIDES, ""), "rehearse", "v0.1.0")
            .exits(0);

    assertThat(rehearsal.out()).contains("Rehearsed broom v0.1.0", "✓ I8");
    assertThat(product.git("status", "--porcelain")).isEmpty();
    Path tap = product.path().resolve("build/rehearsal/tap.git");
    assertThat(new GitFolder(tap).git("show", "broom-0.1.0:Formula/broom.rb"))
        .contains("class Broom < Formula", "desc \"Sweeps your workspace\"", "license \"MIT\"");
  }

  @Test
  void aSecondInitFindsEverythingThereAndWritesNothing() {
    init().exits(0);
    String before = product.git("status", "--porcelain", "-uall");

    Run again = init().exits(0);

    assertThat(again.out()).contains("= release.yaml").doesNotContain("+ ", "! ");
    assertThat(product.git("status", "--porcelain", "-uall")).isEqualTo(before);
  }

  @Test
  void aFileThatIsThereIsLeftAndItsDifferenceShown() throws IOException {
    product.write("release.yaml", "project: mine\n");

    Run init = init().exits(2);

    assertThat(init.out())
        .contains(
            "! release.yaml  is there, left as it is",
            "+ homebrew/broom.rb.ftl",
            "--- a/release.yaml\n+++ b/release.yaml\n",
            "-project: mine\n",
            "+project: broom\n");
    assertThat(read("release.yaml")).isEqualTo("project: mine\n");
    assertThat(init("--output", "json").exits(2).json().get("files").elements())
        .extracting(file -> file.text("state"))
        .containsExactlyInAnyOrder("same", "same", "same", "same", "differs");
  }

  @ParameterizedTest
  @ValueSource(strings = {"build", "/build/", "target/\n  build/\n"})
  void whatIsIgnoredAlreadyIsEnough(String ignored) throws IOException {
    product.write(".gitignore", ignored);

    assertThat(init().exits(0).out()).contains("= .gitignore");
    assertThat(read(".gitignore")).isEqualTo(ignored);
  }

  @Test
  void whatIsIgnoredBesidesIsLeftAndTheMissingLineShown() throws IOException {
    product.write(".gitignore", "target/");

    assertThat(init().exits(2).out()).contains("! .gitignore", "+target/\n+/build/\n");
    assertThat(read(".gitignore")).isEqualTo("target/");
  }

  /// What runs here is no release's.
  @Test
  void aToolWithoutAVersionLeavesItToBeFilledIn() throws IOException {
    assertThat(init().exits(0).out())
        .contains("fill in a version and its commit in .github/workflows/release.yml");

    assertThat(read(".github/workflows/release.yml"))
        .contains("actions/release@COMMIT # vVERSION: fill in", "version: VERSION\n")
        .doesNotContain("development");
  }

  @Test
  void aBrokenLinkInTheWayIsNotFollowed() throws IOException {
    Path outside = folder.resolve("outside");
    Files.createSymbolicLink(product.path().resolve("release.yaml"), outside);

    assertThat(init().exits(2).err()).contains("release.yaml is in the way");
    assertThat(outside).doesNotExist();
  }

  @Test
  void aRepositoryNobodyKnowsIsAsked() {
    product.git("remote", "remove", "origin");

    assertThat(init().exits(2).err())
        .contains(
            "It is not known which GitHub repository is released",
            "--set github.repository=OWNER/NAME");
    assertThat(product.path().resolve("release.yaml")).doesNotExist();
    init("--set", "github.repository=acme/broom", "--set", "homebrew.tap=acme/homebrew-tools")
        .exits(0);
    assertThat(product.path().resolve("release.yaml"))
        .content()
        .contains("repository: acme/broom", "tap: acme/homebrew-tools");
  }

  @Test
  void aNewTapTakesTwoReleasesOneAfterTheOther() {
    Path tapFolder = folder.resolve("homebrew-tap");
    // The product has its files already; the tap is new.
    Run init =
        world
            .run("init", "--tap", tapFolder.toString(), "--set", "github.repository=acme/tidy")
            .exits(2);
    assertThat(init.out()).contains("+ .github/workflows/tests.yml", "! release.yaml");
    var tap = new GitFolder(tapFolder);
    assertThat(tap.git("status", "--porcelain", "--branch")).isEqualTo("## main");
    assertThat(tap.git("log", "--format=%s")).isEqualTo("Begin the tap of tidy");
    assertThat(tap.git("show", "main:README.md")).contains("$ brew install acme/tap/tidy");
    tap.git("remote", "add", "origin", world.tap().path().toString());
    tap.git("push", "-q", "--force", "origin", "main");

    world.product().git().git("stash", "-q", "-u");
    world.release("v1.2.3");
    merge(tap, "tidy-1.2.3");
    world.run("release", "v1.2.3").exits(0);
    world.product().commit("fix: a fault").tag("v1.2.4");
    world.release("v1.2.4");
    merge(tap, "tidy-1.2.4");

    assertThat(tap.git("log", "--format=%s", "--no-merges", "--topo-order"))
        .isEqualTo("tidy 1.2.4\ntidy 1.2.3\nBegin the tap of tidy");
    assertThat(tap.git("show", "main:Formula/tidy.rb")).contains("/download/v1.2.4/");
    world.run("release", "v1.2.4").exits(0).wroteNothing();
    world.run("verify", "v1.2.4").exits(0);
  }

  @Test
  void aTapBeginsWithWhatInitWroteAndNothingElse() throws IOException {
    Path folder = this.folder.resolve("homebrew-tap");
    Folders.write(folder.resolve("notes.txt"), "mine");
    Folders.write(folder.resolve("README.md"), "# Mine\n");

    init("--tap", folder.toString()).exits(2);

    var tap = new GitFolder(folder);
    assertThat(tap.git("ls-files")).contains(".github/workflows/tests.yml");
    assertThat(tap.git("status", "--porcelain")).isEqualTo("?? README.md\n?? notes.txt");
  }

  @Test
  void aTapThatAKilledRunLeftWithoutACommitGetsIt() {
    Path folder = this.folder.resolve("homebrew-tap");
    GitFolder tap = GitFolder.init(folder);
    init("--tap", folder.toString()).exits(0);
    String first = tap.git("rev-parse", "main");

    init("--tap", folder.toString()).exits(0);

    assertThat(tap.git("status", "--porcelain", "--branch")).isEqualTo("## main");
    assertThat(tap.git("rev-parse", "main")).isEqualTo(first);
  }

  private static void merge(GitFolder tap, String branch) {
    tap.git("fetch", "-q", "origin", branch);
    tap.git("merge", "-q", "--no-ff", "--no-edit", "FETCH_HEAD");
    tap.git("push", "-q", "origin", "main");
  }

  private Run init(String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "init";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return world.run(product.path(), Map.of(), all);
  }

  private String read(String name) throws IOException {
    return Files.readString(product.path().resolve(name));
  }
}
