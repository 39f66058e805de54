package ai.stigmer.release.workflow;

import static ai.stigmer.release.workflow.ActionsFile.ROOT;
import static ai.stigmer.release.workflow.ActionsFile.keys;
import static ai.stigmer.release.workflow.ActionsFile.map;
import static ai.stigmer.release.workflow.ActionsFile.text;
import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.configuration.Configuration;
import ai.stigmer.release.signing.Signing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The rules every workflow and action keeps; actionlint checks their form.
class WorkflowsTest {

  private static final String RELEASE = ".github/workflows/release.yml";
  private static final String ACTION = ".github/actions/release/action.yml";
  private static final String SCAFFOLD =
      "src/main/resources/ai/stigmer/release/scaffold/product/release.yml";
  private static final Pattern USES = Pattern.compile("\\buses:\\s*(\\S+)(.*)");
  private static final Pattern PINNED =
      Pattern.compile("([\\w.-]+/[\\w./-]+)@([0-9a-f]{40}) # (v?[0-9]+(\\.[0-9]+)+)");
  // One word runs here: a script of this repository or its action's, a target of make, the tool.
  private static final Pattern COMMAND =
      Pattern.compile(
          "(?<script>scripts/[a-z/-]+\\.sh)( [a-z -]+)?"
              + "|make (?<target>[a-z-]+)"
              + "|\"\\$GITHUB_ACTION_PATH/(?<own>[a-z-]+\\.sh)\"");

  static List<ActionsFile> workflows() {
    return ActionsFile.workflows();
  }

  static List<ActionsFile> files() {
    return ActionsFile.all().toList();
  }

  static List<ActionsFile> ourFiles() {
    return ActionsFile.all().filter(it -> it.file().startsWith(".github")).toList();
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyActionIsPinnedByItsCommitWithTheVersionBesideIt(ActionsFile file) {
    assertThat(uses(file.text()).filter(use -> !use.startsWith("./")))
        .allMatch(PINNED.asMatchPredicate());
  }

  @Test
  void anActionHasOneVersionInWorkflowsInTheActionsPageAndInWhatInitWrites() throws IOException {
    var versions = new HashMap<String, String>();
    Stream<String> others =
        Stream.of(
            Files.readString(ROOT.resolve(ACTION).resolveSibling("README.md")),
            Files.readString(Path.of(SCAFFOLD)));
    Stream.concat(ActionsFile.all().map(ActionsFile::text), others)
        .flatMap(WorkflowsTest::uses)
        .map(PINNED::matcher)
        .filter(Matcher::matches)
        .forEach(pin -> {
          String version = pin.group(2) + " " + pin.group(3);
          assertThat(versions.merge(pin.group(1), version, (first, second) -> first))
              .isEqualTo(version);
        });
    assertThat(versions).containsKey("actions/checkout");
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void nothingIsAllowedButWhatAJobNames(ActionsFile workflow) {
    assertThat(workflow.content().get("permissions")).isEqualTo(Map.of());
    assertThat(workflow.jobs().values())
        .isNotEmpty()
        .allSatisfy(
            job -> assertThat(((Map<?, ?>) job).get("permissions")).isInstanceOf(Map.class));
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void everyJobEnds(ActionsFile workflow) {
    assertThat(workflow.jobs().values())
        .allSatisfy(job -> assertThat(((Map<?, ?>) job).get("timeout-minutes")).isNotNull());
  }

  @ParameterizedTest
  @MethodSource("files")
  void noExpressionIsPartOfAScript(ActionsFile file) {
    assertThat(file.steps().stream().filter(step -> step.containsKey("run")))
        .noneMatch(step -> text(step, "run").contains("${{"));
  }

  @ParameterizedTest
  @MethodSource("files")
  void aTokenIsSeenByTheStepsThatUseIt(ActionsFile file) {
    assertThat(file.content().containsKey("env")).isFalse();
    Map<?, ?> jobs = map(file.content(), "jobs");
    assertThat(jobs.values()).noneMatch(job -> ((Map<?, ?>) job).containsKey("env"));
    assertThat(file.steps().stream())
        .filteredOn(step -> step.toString().matches(".*uses=actions/checkout@.*"))
        .allMatch(step -> Boolean.FALSE.equals(map(step, "with").get("persist-credentials")));
  }

  @ParameterizedTest
  @MethodSource("ourFiles")
  void whatRunsIsAScriptThatTestsRunToo(ActionsFile file) throws IOException {
    String targets = Files.readString(ROOT.resolve("Makefile"));
    for (Map<?, ?> step : file.steps()) {
      if (!step.containsKey("run")) {
        continue;
      }
      Matcher command = COMMAND.matcher(text(step, "run"));
      assertThat(command.matches()).as("%s: %s", file, step.get("run")).isTrue();
      Path place = ROOT.resolve(file.file());
      Stream.of(
              Stream.ofNullable(command.group("script")).map(ROOT::resolve),
              Stream.ofNullable(command.group("own")).map(place::resolveSibling))
          .flatMap(scripts -> scripts)
          .forEach(script -> assertThat(script).isExecutable());
      Stream.ofNullable(command.group("target"))
          .forEach(target -> assertThat(targets).contains("\n" + target + ":"));
    }
  }

  @ParameterizedTest
  @MethodSource("ourFiles")
  void nothingButAReleaseNamesLatest(ActionsFile file) throws IOException {
    assertThat(file.text()).doesNotContain("latest");
    assertThat(ROOT.resolve("scripts/workflows/push-edge.sh")).content().doesNotContain("latest");
  }

  @Test
  void aPullRequestWritesNothingAndSeesNoSecret() {
    for (ActionsFile workflow : ActionsFile.workflows()) {
      assertThat(workflow.text()).doesNotContain("pull_request_target");
      for (Object each : workflow.jobs().values()) {
        Map<?, ?> job = (Map<?, ?>) each;
        boolean onlyPushed =
            !map(workflow.content(), "on").containsKey("pull_request")
                || "${{ github.event_name == 'push' }}".equals(job.get("if"));
        if (!onlyPushed) {
          assertThat(map(job, "permissions").values()).allMatch("read"::equals);
          assertThat(job.toString()).doesNotContain("secrets.");
        }
      }
    }
  }

  /// Such a run has the rights of the main branch.
  @Test
  void whatFollowsAnotherWorkflowFollowsNoFork() {
    for (ActionsFile workflow : ActionsFile.workflows()) {
      if (map(workflow.content(), "on").containsKey("workflow_run")) {
        assertThat(workflow.jobs().values())
            .extracting(job -> String.valueOf(((Map<?, ?>) job).get("if")))
            .allMatch(condition ->
                condition.contains(
                    "github.event.workflow_run.head_repository.full_name == github.repository"));
      }
    }
  }

  @Test
  void aRunningReleaseIsNeverCancelled() {
    ActionsFile release = ActionsFile.of(RELEASE);

    assertThat(release.jobs()).hasSize(1);
    assertThat(release.content().get("concurrency"))
        .isEqualTo(Map.of("group", "release", "cancel-in-progress", false));
    assertThat(map(map(release.content(), "on"), "push")).isEqualTo(Map.of("tags", List.of("v*")));
  }

  @Test
  void theReleaseUsesTheActionAsItIsAndAttestsWhatItMade() throws IOException {
    ActionsFile release = ActionsFile.of(RELEASE);
    Map<?, ?> action = ActionsFile.of(ACTION).content();
    Configuration configuration = Configuration.read(ROOT.resolve("release.yaml"), List.of());

    Map<?, ?> step = release.stepUsing("./.github/actions/release");
    assertThat(keys(action, "inputs")).containsAll(keys(step, "with"));
    assertThat(keys(action, "outputs"))
        .containsAll(
            Pattern.compile("steps\\.release\\.outputs\\.([a-z-]+)")
                .matcher(release.text())
                .results()
                .map(result -> result.group(1))
                .toList());
    assertThat(map(release.stepUsing("actions/attest"), "with").get("subject-name"))
        .isEqualTo(configuration.image().repository().toString());
    assertThat(
            release.steps().stream().filter(it -> it.toString().contains("uses=actions/attest@")))
        .hasSize(2)
        .allMatch(it ->
            text(it, "if")
                .equals(
                    "${{ !inputs.dry-run && (steps.release.outputs.changed == 'true' ||"
                        + " github.run_attempt > 1) }}"));
  }

  @Test
  void theActionGivesEveryOutputOfTheToolAndTellsOfAllItTakesAndGives() throws IOException {
    Map<?, ?> action = ActionsFile.of(ACTION).content();
    String outputs =
        Files.readString(
            Path.of("src/test/resources/ai/stigmer/release/command/OutputTest.outputs.txt"));
    String readme = Files.readString(ROOT.resolve(ACTION).resolveSibling("README.md"));

    assertThat(keys(action, "outputs"))
        .hasSameElementsAs(
            Pattern.compile("(?m)^([a-z-]+)<<")
                .matcher(outputs)
                .results()
                .map(result -> result.group(1))
                .toList());
    assertThat(Stream.of("inputs", "outputs").flatMap(key -> keys(action, key).stream()))
        .allSatisfy(name -> assertThat(readme).contains("| `" + name + "` |"));
  }

  /// A job that may ask for an identity can sign in the workflow's name.
  @Test
  void theReleaseSignsByItsOwnIdentityAndNoOtherJobHasOne() throws IOException {
    Configuration configuration = Configuration.read(ROOT.resolve("release.yaml"), List.of());
    assertThat(configuration.signing()).isEqualTo(new Signing.Keyless());
    ActionsFile release = ActionsFile.of(RELEASE);
    assertThat(map(release.stepUsing("./.github/actions/release"), "with").get("cosign"))
        .isEqualTo(true);
    assertThat(
            ActionsFile.workflows().stream()
                .flatMap(workflow ->
                    workflow.jobs().entrySet().stream()
                        .filter(job ->
                            map((Map<?, ?>) job.getValue(), "permissions").containsKey("id-token"))
                        .map(job -> workflow.file() + " " + job.getKey())))
        .containsExactly(RELEASE + " release");
  }

  @Test
  void everyCosignIsOneThatTheToolKnows() {
    assertThat(
            ActionsFile.all()
                .flatMap(file -> file.steps().stream())
                .filter(step -> text(step, "uses").startsWith("sigstore/cosign-installer@")))
        .hasSize(2)
        .allMatch(step -> text(map(step, "with"), "cosign-release").equals("v2.5.3"));
  }

  private static Stream<String> uses(String text) {
    return text.lines()
        .map(USES::matcher)
        .filter(Matcher::find)
        .map(found -> found.group(1) + found.group(2));
  }
}
