package ai.stigmer.cli.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.cli.json.Json;
import ai.stigmer.cli.runtime.HoldingProxy;
import ai.stigmer.testing.DockerRegistry;
import ai.stigmer.testing.ModelScript;
import ai.stigmer.testing.ScriptedModel;
import ai.stigmer.testing.TemporalTestServer;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a release of stigmer promises on a real runtime: with the agent-runner's real image from a
/// real registry, a Temporal test server, and a model that follows a script. All tests use one
/// server, which each of them finds running.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(600)
abstract class RealImageContract {

  private static final long ENOUGH_FOR_THE_MANIFESTS = 1_000_000;

  @TempDir private static Path folder;
  private final RealImage built = RealImage.shared();
  private DockerRegistry registry;
  private HoldingProxy network;
  private TemporalTestServer temporal;
  private ScriptedModel model;
  private Machine machine;
  private Desk desk;
  private String image = "";
  private String interruptedStart = "";
  private int interruptedExitCode;
  private String firstStart = "";

  /// A machine that has this runtime.
  ///
  /// @param empty an empty folder for it
  abstract Machine machine(Path empty);

  /// The first start is interrupted while the image is fetched, and the second one killed.
  @BeforeAll
  @Timeout(600)
  void startForTheFirstTime() throws IOException, InterruptedException {
    registry = DockerRegistry.start(Files.createDirectory(folder.resolve("registry")));
    network = HoldingProxy.before(registry.address(), ENOUGH_FOR_THE_MANIFESTS);
    image = push(RealImage.VERSION);
    temporal = TemporalTestServer.start();
    model = ScriptedModel.start(RealImageContract::reply);
    machine = machine(Files.createDirectory(folder.resolve("machine")));
    desk = machine.desk(Files.createDirectory(folder.resolve("home")));
    desk.withRelease(RealImage.VERSION, image);
    desk.set("TEMPORAL_SERVICE_ADDRESS", temporal.address());
    desk.set("STIGMER_LLM_PROVIDER", "openai");
    desk.set("STIGMER_LLM_BASE_URL", model.baseUrl().toString());
    Process interrupted = desk.process("server", "start", "--image=" + image);
    network.awaitHeld();
    interruptedExitCode = Desk.interrupt(interrupted);
    interruptedStart = desk.output();
    kill(desk.process("server", "start", "--image=" + image));
    network.mend();
    start(desk);
    firstStart = desk.text();
  }

  /// Ends a command that fetches the image as nothing else can be ended.
  private void kill(Process fetching) throws IOException, InterruptedException {
    while (!desk.output().contains("Downloading")) {
      assertThat(fetching.isAlive()).as(desk.output()).isTrue();
      Thread.sleep(50);
    }
    fetching.destroyForcibly().waitFor();
  }

  @AfterAll
  void end() {
    machine.close();
    model.close();
    temporal.close();
    network.close();
    registry.close();
  }

  /// Pushes a version, which a person then fetches over the network.
  private String push(String version) {
    return built.push(registry.address(), version).replace(registry.address(), network.address());
  }

  private static ModelScript.Reply reply(JsonNode request) {
    String said = ModelScript.text(ModelScript.last(request));
    return said.equals("fail")
        ? new ModelScript.Reply.Refusal(400, "This model is out of order.")
        : said.equals("be silent")
            ? new ModelScript.Reply.Silence()
            : ModelScript.writesAFile().reply(request);
  }

  private static Desk start(Desk desk) {
    assertThat(desk.stigmer("server", "start", "--timeout=300")).as(desk.text()).isZero();
    return desk;
  }

  /// A person who finds the release's own server running.
  private Desk started() {
    return start(desk.another());
  }

  private Path sessionFile(String session) {
    return desk.workspace().resolve("sessions").resolve(session).resolve("hello.txt");
  }

  @Test
  void theFirstStartFetchesExactlyTheImageThatBelongsToTheRelease() {
    assertThat(firstStart)
        .containsPattern("Downloading \\Q" + image + "\\E \\([0-9.]+ MB\\)")
        .contains("Starting the agent-runner from " + image, "stigmer is running.");
    assertThat(registry.requests()).noneMatch(request -> request.contains("latest"));

    Desk looking = start(started());
    assertThat(looking.out()).contains("stigmer is running already.");
    assertThat(looking.stigmer("server", "status", "--output", "json")).isZero();
    Json status = Json.parse(looking.out());
    assertThat(status.at("ready").isTrue()).isTrue();
    assertThat(status.at("runsExpectedImage").isTrue()).isTrue();
    assertThat(status.at("agentRunner", "reason").text())
        .contains("healthy: polling Temporal's queue agent_execution_runner");
    assertThat(status.at("agentRunner", "version").text()).contains(RealImage.VERSION);
    assertThat(machine.engine("ps", "--quiet", "--no-trunc").strip())
        .isEqualTo(status.at("agentRunner", "id").textOrEmpty());
    assertThat(looking.stigmer("version")).isZero();
    assertThat(looking.out()).contains("stigmer " + RealImage.VERSION, "image   " + image);
    assertThat(looking.stigmer("doctor")).as(looking.out()).isZero();
  }

  @Test
  void anAgentWritesAFileAndItsSessionGoesOnAfterARestart() throws IOException {
    Desk person = started();

    assertThat(run(person, "assistant", "the first", "tale")).as(person.text()).isZero();
    assertThat(person.out()).contains("the tool said: Wrote 9 bytes to 'hello.txt'");
    assertThat(sessionFile("tale")).hasContent("the first");

    assertThat(person.stigmer("server", "restart", "--timeout=300")).as(person.text()).isZero();
    assertThat(sessionFile("tale")).hasContent("the first");
    assertThat(run(person, "assistant", "the second", "tale")).as(person.text()).isZero();
    assertThat(sessionFile("tale")).hasContent("the second");
    assertThat(model.requests().getLast().toString()).contains("the first", "the second");
  }

  private static int run(Desk person, String agent, String message, String session) {
    return person.stigmer("run", "--agent", agent, "--message", message, "--session", session);
  }

  @Test
  void aMessageComesFromAFileOrFromStdin() throws IOException, InterruptedException {
    Desk person = started();
    Path file = Files.writeString(folder.resolve("message"), "from a file");

    assertThat(person.stigmer("run", "--agent=assistant", "--input-file=" + file, "--session=file"))
        .as(person.text())
        .isZero();
    assertThat(sessionFile("file")).hasContent("from a file");

    Process piped = person.process("run", "--agent=assistant", "--message=-", "--session=stdin");
    try (var in = piped.getOutputStream()) {
      in.write("from stdin".getBytes(UTF_8));
    }
    assertThat(piped.waitFor()).as(person.output()).isZero();
    assertThat(sessionFile("stdin")).hasContent("from stdin");
  }

  @Test
  void anAgentOfOnesOwnGetsItsInstructions() throws IOException {
    Desk person = started();
    Files.writeString(
        person.agents().resolve("poet.md"),
        "---\nname: poet\ndescription: Writes poems\n---\nSpeak in verse only.\n");

    assertThat(run(person, "poet", "a poem", "verse")).as(person.text()).isZero();
    assertThat(model.requests().getLast().toString()).contains("Speak in verse only.");
    assertThat(run(person, "painter", "a picture", "paint")).isEqualTo(1);
    assertThat(person.text()).contains("There is no agent 'painter'", "poet");
  }

  @Test
  void anExecutionThatFailsExitsWith1() {
    Desk person = started();

    assertThat(run(person, "assistant", "fail", "failure")).isEqualTo(1);
    assertThat(person.text()).contains("This model is out of order.");
  }

  @Test
  void controlCCancelsTheExecution() throws IOException, InterruptedException {
    Desk person = started();
    int before = model.requests().size();
    Process run = person.process("run", "--agent=assistant", "--message=be silent");
    while (model.requests().size() == before) {
      assertThat(run.isAlive()).as(person.output()).isTrue();
      Thread.sleep(50);
    }

    assertThat(Desk.interrupt(run)).as(person.output()).isEqualTo(130);
    assertThat(model.isHungUpOnWithin(60)).isTrue();
  }

  @Test
  void theLogIsFollowedAcrossARestart() throws InterruptedException {
    Desk person = started();
    Desk reader = desk.another();
    Thread following =
        Thread.ofPlatform().start(() -> reader.stigmer("server", "logs", "--follow"));
    reader.awaitText("Worker ready, polling for tasks\\.\\.\\.");

    assertThat(person.stigmer("server", "restart", "--timeout=300")).as(person.text()).isZero();
    reader.awaitText("Worker ready(?s:.*)Worker ready");
    following.interrupt();
    following.join();
  }

  @Test
  void debuggingReachesTheRunner() {
    Desk person = desk.another();
    person.set("STIGMER_AGENT_RUNNER_DEBUG", "true");

    start(person);
    assertThat(person.text()).contains("its configuration has changed");
    assertThat(person.stigmer("server", "logs")).isZero();
    assertThat(person.out()).contains(" DEBUG ");
  }

  @Test
  void anUpgradeFetchesTheNewImageReplacesTheContainerAndKeepsTheWorkspace() throws IOException {
    String next = push(RealImage.NEXT);
    Path kept = Files.writeString(started().workspace().resolve("kept"), "kept");
    Desk upgraded = desk.another().withRelease(RealImage.NEXT, next);

    start(upgraded);
    assertThat(upgraded.text())
        .contains("Downloading " + next)
        .contains("Removing stigmer-agent-runner: it runs ")
        .contains("stigmer is running.");
    assertThat(kept).hasContent("kept");
    assertThat(upgraded.stigmer("server", "status")).isZero();
    assertThat(upgraded.out()).contains("version     " + RealImage.NEXT);

    assertThat(upgraded.stigmer("server", "prune", "--yes")).as(upgraded.text()).isZero();
    assertThat(upgraded.out()).contains("Removed ");
    assertThat(upgraded.stigmer("server", "status")).isZero();
  }

  @Test
  void controlCDuringThePullExitsWith130AndTheNextStartFetchesTheImage() {
    assertThat(interruptedExitCode).as(interruptedStart).isEqualTo(130);
    assertThat(interruptedStart)
        .contains("Downloading " + image)
        .doesNotContain("stigmer is running");
    assertThat(firstStart).contains("stigmer is running.");
  }

  @Test
  void withTheImageHereNoRegistryIsNeeded() {
    Desk person = started();
    assertThat(person.stigmer("server", "stop")).isZero();
    network.cut();
    try {
      start(person);
      assertThat(person.text()).doesNotContain("Downloading");
    } finally {
      network.mend();
    }
  }

  @Test
  void anImageForAnotherProcessorIsToldAsSuch() {
    Desk person = started();
    String foreign = image.replaceFirst("@.*", "") + "@" + built.digest(RealImage.VERSION, "arm64");

    assertThat(person.stigmer("server", "start", "--image", foreign)).isEqualTo(1);
    assertThat(person.text())
        .contains("was built for linux/arm64", "linux/amd64")
        .doesNotContain("stigmer is running");
    assertThat(person.stigmer("server", "status")).as(person.text()).isZero();
  }

  @Test
  void aStopLeavesNoContainer() {
    Desk person = started();

    assertThat(person.stigmer("server", "stop")).isZero();
    assertThat(machine.engine("ps", "--all", "--quiet")).isEmpty();
    assertThat(person.stigmer("server", "status")).isEqualTo(1);
    assertThat(run(person, "assistant", "hello", "stopped")).isEqualTo(1);
    assertThat(person.text()).contains("'stigmer server start'");
  }
}
