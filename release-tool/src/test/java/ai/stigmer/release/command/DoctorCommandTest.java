package ai.stigmer.release.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.json.Json;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.rehearsal.github.TokenRight;
import ai.stigmer.release.testing.Folders;
import ai.stigmer.release.testing.SchemaCheck;
import ai.stigmer.release.testing.TidyProduct;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `doctor`: each thing that stands in the way is told with its remedy, and no trace is left.
class DoctorCommandTest {

  private static final String COMMIT = "homebrew.delivery=commit";

  @TempDir private Path folder;
  private TestWorld world;
  private Map<Path, Digest> before = Map.of();

  @BeforeEach
  void start() throws IOException {
    world = TestWorld.start(folder);
    before = content();
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void everyRightIsProvedAndNothingIsLeft() throws IOException {
    Run doctor = doctor(0);

    assertThat(doctor.out().lines().filter(line -> line.contains("✓ ")))
        .hasSize(12)
        .anyMatch(line -> line.contains("image ") && line.contains("may be written; it has 0 tags"))
        .anyMatch(line -> line.contains("releases of acme/tidy"))
        .anyMatch(line -> line.contains("tap acme/homebrew-tap"))
        .anyMatch(line -> line.contains("pull requests of acme/homebrew-tap"))
        .anyMatch(line -> line.contains("release v1.2.3"));
    assertThat(doctor.out()).contains("Nothing stands in the way of a release.");
  }

  @Test
  void tokensThatMayOnlyReadAreFound() throws IOException {
    world
        .gitHub()
        .allow(TestWorld.GITHUB_TOKEN, TestWorld.REPOSITORY, EnumSet.noneOf(TokenRight.class));
    world.gitHub().allow(TestWorld.TAP_TOKEN, TestWorld.TAP, EnumSet.of(TokenRight.CONTENTS));

    assertThat(doctor(2).out())
        .contains(
            "GitHub refused creating a release of acme/tidy",
            "Check that GITHUB_TOKEN is valid and has contents: write on acme/tidy.",
            "GitHub refused opening a pull request of acme/homebrew-tap",
            "Check that HOMEBREW_TAP_TOKEN is valid and has contents: write and pull-requests: write",
            "2 of 10 things stand in the way of a release.");
  }

  @Test
  void whatIsMissingIsNamed() throws IOException {
    Run doctor =
        doctor(
            2, Map.of("GITHUB_TOKEN", "", "HOMEBREW_TAP_TOKEN", "", "REGISTRY_PASSWORD", "wrong"));

    assertThat(doctor.out())
        .contains("GITHUB_TOKEN is not set", "HOMEBREW_TAP_TOKEN is not set", "docker login");
  }

  @Test
  void anArchivedRepositoryAndARenamedTapAreToldInASentenceEach() throws IOException {
    world.gitHub().archive(TestWorld.REPOSITORY);
    world.gitHub().rename(TestWorld.TAP, "acme/homebrew-tools");

    assertThat(doctor(2).out())
        .contains(
            "The repository acme/tidy is archived: nothing can be written to it",
            "The repository acme/homebrew-tap has moved on GitHub");
  }

  @Test
  void aTapThatIsNotThereIsNamed() throws IOException {
    assertThat(doctor(2, Map.of(), "--set", "homebrew.tap-url=" + folder.resolve("gone")).out())
        .contains("There is no tap at " + folder.resolve("gone"), "Check homebrew.tap");
  }

  @Test
  void aProtectedBranchTakesPullRequestsAndNoCommits() throws IOException {
    world.gitHub().protect(TestWorld.TAP);

    doctor(0);
    assertThat(doctor(2, Map.of(), "--set", COMMIT).out())
        .contains(
            "The tap's branch main is protected, and homebrew.delivery is commit",
            "Set homebrew.delivery to pull-request");
  }

  @Test
  void aPullRequestThatAPersonClosedIsTold() throws IOException {
    world.release("v1.2.3");
    world.pullRequests().close(1, "Not now.");
    before = content();

    assertThat(doctor(2).out()).contains("Pull request 1 of the tap was closed by a person");
  }

  @Test
  void aCheckoutThatCannotBeReleasedIsTold() throws IOException {
    world.product().edit("cli/tidy", "#!/bin/sh", "#!/bin/sh -u").tag("v1.2.4");
    TidyProduct shallow = world.product().shallowClone(folder.resolve("shallow"));

    assertThat(doctor(2).out())
        .contains(
            "The checkout has changes that are not committed",
            "Several release tags are at HEAD: [v1.2.3, v1.2.4]");
    assertThat(world.run(shallow.root(), Map.of(), "doctor").exits(2).out())
        .contains("This clone is shallow", "fetch-depth: 0");
  }

  @Test
  void aTagThatMovedAfterItsReleaseIsTold() throws IOException {
    world.release("v1.2.3");
    world.product().commit("fix: a fault").git().git("tag", "-f", "v1.2.3");
    before = content();

    assertThat(doctor(2).out())
        .contains("v1.2.3 is another image than this release's", "An exact tag never changes.");
  }

  @Test
  void everyConflictIsToldNotTheFirstAlone() throws IOException {
    world.release("v1.2.3");
    world.pullRequests().close(1, "Not now.");
    world.product().commit("fix: a fault").git().git("tag", "-f", "v1.2.3");
    before = content();

    assertThat(doctor(2).out())
        .contains("v1.2.3 is another image than this release's", "was closed by a person")
        .contains("2 of 12 things stand in the way of a release.");
  }

  @Test
  void aProgramThatTheBuildNeedsIsMissed() throws IOException {
    world.product().edit("release.yaml", "[sh, build-cli.sh]", "[no-such-program, x]");
    world.product().commit("chore: build otherwise");

    assertThat(doctor(2).out())
        .contains("The build commands need what is not on the PATH: no-such-program");
  }

  @Test
  void withoutAConfigurationNothingElseIsExamined() throws IOException {
    world.product().edit("release.yaml", "project: tidy", "projekt: tidy");

    Run doctor = doctor(2);

    assertThat(doctor.out()).contains("projekt", "1 of 1 things stand in the way");
    assertThat(doctor.requests()).isZero();
  }

  @Test
  void aScriptReadsItByItsSchema() throws IOException {
    Path file = Path.of("../docs/doctor.schema.json");
    Json schema = Json.parse(Files.readAllBytes(file), file.toString());

    for (Run run :
        new Run[] {
          doctor(0, Map.of(), "--output", "json"),
          doctor(2, Map.of("GITHUB_TOKEN", ""), "--output", "json")
        }) {
      assertThat(SchemaCheck.violations(schema, run.json())).isEmpty();
      assertThat(run.json().get("sound").truth()).isEqualTo(run.exitCode() == 0);
    }
  }

  private Run doctor(int exitCode) throws IOException {
    return doctor(exitCode, Map.of());
  }

  // Whatever it finds, the world is byte for byte what it was.
  private Run doctor(int exitCode, Map<String, String> variables, String... options)
      throws IOException {
    var arguments = new String[options.length + 1];
    arguments[0] = "doctor";
    System.arraycopy(options, 0, arguments, 1, options.length);
    Run run = world.run(variables, arguments).exits(exitCode);
    assertThat(content()).isEqualTo(before);
    return run;
  }

  private Map<Path, Digest> content() throws IOException {
    var content = new HashMap<Path, Digest>();
    for (String name : new String[] {"registry", "github", "tap.git"}) {
      if (Files.exists(folder.resolve(name))) {
        Folders.content(folder.resolve(name))
            .forEach((path, digest) -> content.put(Path.of(name).resolve(path), digest));
      }
    }
    return content;
  }
}
