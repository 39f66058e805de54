package ai.stigmer.release.command;

import static ai.stigmer.release.command.Refusal.assertTold;
import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Products whose build, files or templates are wrong.
class BadBuildTest {

  private static final String FREEMARKER =
      "Correct the template (https://freemarker.apache.org/docs/ref.html).";

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
  void aLayerSourceThatIsMissing() {
    assertTold(
        releaseWith("release.yaml", "build/runtime/${platform}", "build/gone/${platform}"),
        2,
        "The layer 'runtime' needs 'build/gone/linux-amd64', which does not exist",
        "Check the path, and what the build commands wrote.");
  }

  @Test
  void aSymbolicLinkThatLeavesItsLayer() {
    assertTold(
        releaseWith(
            "build-image-inputs.sh",
            "chmod",
            "ln -sf ../../../../release.yaml \"build/runtime/$platform/app/link\"\nchmod"),
        2,
        "The layer 'runtime' holds the symbolic link '"
            + world.product().root().resolve("build/runtime/linux-amd64/app/link")
            + "', which leaves its folder",
        "Replace the link by a copy of what it leads to.");
  }

  @Test
  void aSymbolicLinkThatLeavesItsArchive() {
    assertTold(
        releaseWith("build-cli.sh", "chmod", "ln -sf ../../release.yaml build/cli/link\nchmod"),
        2,
        "The archive 'tidy-1.2.3.tar.gz' holds the symbolic link '"
            + world.product().root().resolve("build/cli/link")
            + "', which leaves its folder",
        "Replace the link by a copy of what it leads to.");
  }

  @Test
  void aFolderAmongTheAssetsWhoseNameIsNoArchives() {
    assertTold(
        releaseWith("release.yaml", "assets: []", "assets: [{name: extras, from: build/cli}]"),
        2,
        "'extras' is not the name of an archive",
        "End it in .tar.gz or .zip.");
  }

  @Test
  void aBuildCommandThatFails() {
    assertTold(
        releaseWith("build-cli.sh", "mkdir", "echo 'no compiler'; exit 3\nmkdir"),
        2,
        "The build command 'sh build-cli.sh' failed with exit code 3",
        "no compiler",
        "Its whole output is in "
            + world.product().root().resolve("build/release/logs/2.log")
            + ".");
  }

  @Test
  void aBuildCommandSeesNoCredential() throws IOException {
    releaseWith("build-cli.sh", "mkdir", "env >build/environment\nmkdir").exits(0);

    String seen = Files.readString(world.product().root().resolve("build/environment"));
    TestWorld.assertNoSecret(seen);
    assertThat(seen)
        .contains("IMAGE_REFERENCE=" + world.repository() + ":v1.2.3@sha256:", "RELEASE_TAG=v1.2.3")
        .doesNotContain("TOKEN");
  }

  @Test
  void anUndefinedVariableInAFormula() {
    assertTold(
        releaseWith("homebrew/tidy.rb.ftl", "${description}", "${descripion}"),
        2,
        template("homebrew/tidy.rb.ftl") + ", line 2, column 11: 'descripion' is not defined",
        "The variables are archive, archives, className, commit, description, homepage, image,"
            + " license, project, tag, version.");
  }

  @Test
  void anUndefinedVariableInAStamp() {
    assertTold(
        releaseWith("cli/image.properties.ftl", "${version}", "${versoin}"),
        2,
        template("cli/image.properties.ftl") + ", line 1, column 11: 'versoin' is not defined",
        "The variables are className, commit, description, homepage, image, license, project, tag,"
            + " version.");
  }

  @Test
  void aTemplateThatWouldRunACommand() {
    assertTold(
        releaseWith(
            "homebrew/tidy.rb.ftl",
            "${description}",
            "${\"freemarker.template.utility.Execute\"?new()(\"touch pwned\")}"),
        2,
        template("homebrew/tidy.rb.ftl")
            + ", line 2, column 9: Instantiating freemarker.template.utility.Execute is not allowed"
            + " in the template for security reasons.",
        FREEMARKER);
  }

  @Test
  void aTemplateThatIsNone() {
    assertTold(
        releaseWith("cli/image.properties.ftl", "${version}", "${version"),
        2,
        template("cli/image.properties.ftl") + ", line 2, column 1: Encountered \"commit\"",
        FREEMARKER);
  }

  @Test
  void hostileValuesReachRubyAsTheyAre() {
    String description = "Say \"hi\" #{exit} `id` \\n ${tag} it's";
    Run rendered =
        runWith(
            "release.yaml",
            "description: Keep a workspace tidy",
            "description: '" + description.replace("'", "''") + "'",
            "formula",
            "render");

    rendered.exits(0).wroteNothing();
    String ruby =
        """
        class Formula
          def self.method_missing(name, *arguments)
            print arguments.first if name == :desc
          end

          def self.test
          end
        end
        """;
    assertThat(Program.feed(folder, ruby + rendered.out(), "ruby")).isEqualTo(description);
  }

  private Run releaseWith(String file, String text, String replacement) {
    return runWith(file, text, replacement, "release");
  }

  private Run runWith(String file, String text, String replacement, String... arguments) {
    world.product().edit(file, text, replacement).commit("fix: break it");
    world.product().git().git("tag", "-f", "v1.2.3");
    return world.run(arguments);
  }

  private String template(String name) {
    return world.product().root().resolve(name).toString();
  }
}
