package ai.stigmer.cli.server;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.cli.json.Json;
import ai.stigmer.testing.DockerRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What `stigmer server` promises, on a real runtime.
interface ServerContract extends DeskContract {

  @Test
  default void startsShowsLogsAndStops() {
    Desk desk = desk();

    assertThat(desk.stigmer("server", "start")).as(desk.text()).isZero();
    assertThat(desk.text()).contains("stigmer is running.");
    assertThat(desk.stigmer("server", "status", "--output", "json")).as(desk.text()).isZero();
    Json status = Json.parse(desk.out());
    assertThat(status.at("ready").isTrue()).isTrue();
    assertThat(status.at("agentRunner", "state").text()).contains("running");
    assertThat(status.at("agentRunner", "id").textOrEmpty()).matches("[0-9a-f]{64}");
    assertThat(status.at("temporal", "answers").isTrue()).isTrue();
    assertThat(desk.stigmer("server", "logs", "--all")).isZero();
    assertThat(desk.out().lines())
        .contains("agent-runner | Worker ready, polling for tasks...")
        .contains("temporal     | listening on 127.0.0.1:" + desk.temporalPort());
    assertThat(desk.stigmer("server", "logs", "-n", "1")).isZero();
    assertThat(desk.out()).isEqualTo("Worker ready, polling for tasks...\n");
    assertThat(desk.stigmer("version")).isZero();
    assertThat(desk.out()).contains("running " + StandIns.RUNNER);

    assertThat(desk.stigmer("server", "stop")).isZero();
    assertThat(desk.stigmer("server", "stop")).isZero();
    assertThat(desk.out()).isEqualTo("stigmer does not run.\n");
    assertThat(desk.stigmer("server", "status")).isEqualTo(1);
    assertThat(engine("ps", "--all", "--quiet")).isEmpty();
  }

  @Test
  default void aSecondStartFindsItRunning() {
    Desk desk = desk();
    desk.stigmer("server", "start");
    String before = engine("ps", "--quiet", "--no-trunc");

    assertThat(desk.stigmer("server")).as(desk.text()).isZero();
    assertThat(desk.out()).contains("stigmer is running already.");
    assertThat(engine("ps", "--quiet", "--no-trunc")).isEqualTo(before);
  }

  @Test
  default void aRestartKeepsTheWorkspace() throws IOException {
    Desk desk = desk();
    desk.stigmer("server", "start");
    Path file = Files.writeString(desk.workspace().resolve("kept"), "kept");

    assertThat(desk.stigmer("server", "restart")).as(desk.text()).isZero();

    assertThat(file).hasContent("kept");
    assertThat(desk.workspace().resolve("was-here")).exists();
    assertThat(engine("ps", "--quiet").lines()).hasSize(2);
  }

  @Test
  default void whatDiedIsStartedAgain() {
    Desk desk = desk();
    desk.stigmer("server", "start");
    engine("kill", "stigmer-agent-runner");
    engine("rm", "--force", "stigmer-temporal");

    assertThat(desk.stigmer("server", "status")).isEqualTo(1);
    assertThat(desk.stigmer("server", "logs")).as(desk.text()).isZero();
    assertThat(desk.out()).contains("Worker ready");
    assertThat(desk.stigmer("server", "start")).as(desk.text()).isZero();
    assertThat(desk.text()).contains("Removing stigmer-agent-runner: it was killed");
  }

  @Test
  default void aContainerOfItsNameThatIsNotOursStays() {
    Desk desk = desk();
    engine("run", "--detach", "--network=host", "--name=stigmer-agent-runner", StandIns.RUNNER);
    String foreign = engine("ps", "--quiet");

    assertThat(desk.stigmer("server", "start")).isEqualTo(1);
    assertThat(desk.text()).contains("stigmer did not make it");
    assertThat(desk.stigmer("server", "stop")).isZero();
    assertThat(engine("ps", "--quiet")).isEqualTo(foreign);
  }

  @Test
  default void aRunnerThatEndsIsToldWithItsLastWords() {
    Desk desk = desk();
    desk.set("STIGMER_LLM_MODEL", "dies");

    assertThat(desk.stigmer("server", "start")).isEqualTo(1);
    assertThat(desk.text())
        .contains("STIGMER_LLM_MODEL is dies")
        .contains("The agent-runner ended with exit code 3.")
        .doesNotContain("stigmer is running");
  }

  @Test
  default void aRunnerThatIsKilledIsToldToNeedMemory() {
    Desk desk = desk();
    desk.set("STIGMER_LLM_MODEL", "greedy");
    desk.set(Desk.MEMORY, Integer.toString(16 << 20));

    assertThat(desk.stigmer("server", "start")).isEqualTo(1);
    assertThat(desk.text())
        .containsPattern(
            "The agent-runner (ran out of memory|was killed .exit code 137., as happens)")
        .contains("more memory");
  }

  @Test
  default void aRunnerThatDoesNotGetWellIsNoSuccess() {
    Desk desk = desk();
    desk.set("STIGMER_LLM_MODEL", "slow");

    assertThat(desk.stigmer("server", "start", "--timeout", "1")).isEqualTo(1);
    assertThat(desk.text()).contains("the worker has not polled yet", "--timeout");
    assertThat(desk.stigmer("server", "start", "--no-wait")).isZero();
    assertThat(desk.out()).contains("stigmer is running already; nobody looked");
    assertThat(desk.stigmer("server", "status")).isEqualTo(1);
  }

  @Test
  default void aKeyIsInNoArgumentList() {
    Desk desk = desk();
    desk.set("STIGMER_LLM_PROVIDER", "anthropic");
    assertThat(desk.stigmer("server", "start")).isEqualTo(1);
    assertThat(desk.text()).contains("ANTHROPIC_API_KEY");

    desk.set("ANTHROPIC_API_KEY", "sk-ant-0123456789");
    assertThat(desk.stigmer("server", "start")).as(desk.text()).isZero();
    assertThat(desk.text()).doesNotContain("sk-ant");
    assertThat(desk.arguments()).isNotEmpty().noneMatch(line -> line.contains("sk-ant"));
    assertThat(engine("inspect", "stigmer-agent-runner")).contains("sk-ant-0123456789");
  }

  @Test
  default void aPortThatSomethingElseHasIsNamed() throws IOException {
    Desk desk = desk();
    try (var taken = new ServerSocket(desk.temporalPort(), 1, InetAddress.getLoopbackAddress())) {
      assertThat(desk.stigmer("server", "start")).isEqualTo(1);
      assertThat(desk.text()).contains("port " + taken.getLocalPort(), "lsof -i");
    }
    assertThat(engine("ps", "--all", "--quiet")).isEmpty();
  }

  @Test
  default void aDataFolderThatCannotBeWrittenIsNamed() {
    Desk desk = desk();
    desk.set("STIGMER_DATA_DIR", "/proc/stigmer");

    assertThat(desk.stigmer("server", "start")).isEqualTo(1);
    assertThat(desk.text()).contains("/proc/stigmer cannot be written");
  }

  @Test
  default void theImageIsFetchedOnceAndThenNotMissed() throws IOException {
    Desk desk = desk();
    String image;
    try (DockerRegistry registry = DockerRegistry.start(desk.folder("registry"))) {
      image = registry.address() + "/stigmer/agent-runner:v1.2.3";
      engine("tag", StandIns.RUNNER, image);
      engine("push", image);
      engine("rmi", image);

      assertThat(desk.stigmer("server", "start", "--image", image)).as(desk.text()).isZero();
      assertThat(desk.text()).containsPattern("Downloading " + image + " \\([0-9.]+ MB\\)");
      assertThat(desk.text()).contains("1 of 1 layers");
    }
    desk.stigmer("server", "stop");

    assertThat(desk.stigmer("server", "start", "--image", image)).as(desk.text()).isZero();
    assertThat(desk.text()).doesNotContain("Downloading");
    engine("tag", StandIns.RUNNER, image.replace("v1.2.3", "v1.2.2"));
  }

  @Test
  default void followingGoesOnAcrossARestart() throws InterruptedException {
    Desk desk = desk();
    desk.set("STIGMER_LLM_MODEL", "lingers");
    assertThat(desk.stigmer("server", "start")).as(desk.text()).isZero();
    Desk reader = desk.another();
    Thread following =
        Thread.ofPlatform().start(() -> reader.stigmer("server", "logs", "--follow", "--all"));
    reader.awaitText("Worker ready");

    assertThat(desk.stigmer("server", "restart")).as(desk.text()).isZero();
    reader.awaitText("Worker ready(?s:.*)stopping(?s:.*)Worker ready");
    following.interrupt();
    following.join();
  }

  @Test
  default void twoStartsAtOnceMakeOneServer() throws InterruptedException {
    Desk first = desk();
    Desk second = first.another();
    Thread beside = Thread.ofPlatform().start(() -> second.stigmer("server", "start"));

    assertThat(first.stigmer("server", "start")).as(first.text()).isZero();
    beside.join();

    assertThat(first.out() + second.out())
        .contains("stigmer is running.", "stigmer is running already.");
    assertThat(engine("ps", "--quiet").lines()).hasSize(2);
  }

  @Test
  default void noMoreIsAskedOfTheRuntimeThanIsNeeded() {
    Desk desk = desk();
    desk.stigmer("server", "start");

    assertThat(without("inspect", desk.questions("version"))).containsExactly("ps", "version");
    assertThat(without("inspect", desk.questions("server", "status")))
        .containsExactly("exec", "ps", "version");
    assertThat(desk.questions("server", "start"))
        .containsAll(List.of("exec", "inspect", "ps"))
        .hasSizeLessThanOrEqualTo(9);
    desk.stigmer("server", "stop");
    assertThat(desk.questions("version")).containsExactly("ps", "version");
  }

  /// Docker's list of containers does not tell enough, Podman's does.
  private List<String> without(String once, List<String> questions) {
    var others = new ArrayList<>(questions);
    assertThat(others.remove(once)).isEqualTo(isAskedTwice());
    return others;
  }

  /// Whether the runtime has to be asked twice about a container that runs.
  boolean isAskedTwice();

  @Test
  default void serversOfTwoDataFoldersAreBesideEachOther() {
    Desk first = desk();
    Desk second = first.another();
    second.set("STIGMER_DATA_DIR", first.workspace().resolveSibling("other").toString());
    assertThat(first.stigmer("server", "start")).as(first.text()).isZero();
    second.withStandIns();

    assertThat(second.stigmer("server", "start")).as(second.text()).isZero();
    assertThat(second.text()).doesNotContain("Removing");
    assertThat(engine("ps", "--quiet").lines()).hasSize(4);
    assertThat(second.stigmer("server", "stop")).as(second.text()).isZero();
    assertThat(first.stigmer("server", "status")).as(first.text()).isZero();
    assertThat(engine("ps", "--quiet").lines()).hasSize(2);
  }
}
