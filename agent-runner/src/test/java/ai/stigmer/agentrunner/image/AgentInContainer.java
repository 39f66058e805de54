package ai.stigmer.agentrunner.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.testing.CuttableProxy;
import ai.stigmer.testing.ModelScript;
import ai.stigmer.testing.ScriptedModel;
import ai.stigmer.testing.TemporalTestServer;
import ai.stigmer.testing.Tool;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What the image does in each container runtime: agents run in it, against Temporal's test server
/// and a scripted model, both on the host.
@Timeout(900)
interface AgentInContainer {

  /// Longer than a healthy worker takes to say so on a busy machine.
  Duration LIMIT = Duration.ofMinutes(2);

  /// The name of the image that was pulled.
  String image();

  /// Runs `docker` or `podman` with these arguments and gives what it printed.
  String engine(String... arguments);

  @Test
  default void itsFilesItsHealthAndItsSessionsAreThere(@TempDir Path folder) throws IOException {
    try (var temporal = TemporalTestServer.start();
        var proxy = CuttableProxy.to(temporal.port());
        var model = ScriptedModel.start(AgentInContainer::reply);
        var runner = start(folder, proxy, model)) {
      awaitHealth(runner);
      assertThat(run(runner, "kept", "Hello from the host").getLast())
          .hasToString("{\"type\":\"finished\",\"phase\":\"COMPLETED\"}");
      assertThat(folder.resolve("sessions/kept/hello.txt")).hasContent("Hello from the host");

      proxy.cut();
      assertThatThrownBy(() -> runner.call("health"))
          .hasMessageContaining("unhealthy: Temporal at %s", proxy.address());
      proxy.mend();
      awaitHealth(runner);

      runner.restart();
      awaitHealth(runner);
      assertThat(command(runner, "kept", "cat hello.txt")).startsWith("Hello from the host\n");
      assertThat(model.requests().getLast().path("messages"))
          .extracting(ModelScript::text)
          .as("what the model is told of the session")
          .contains("Hello from the host", "$ cat hello.txt")
          .anyMatch(text -> text.startsWith("I am a scripted stand-in."));
    }
  }

  @Test
  default void aCommandOfAnAgentSeesItsOwnSessionAndNoKey(@TempDir Path folder) throws IOException {
    String key = "canary-7b1f";
    String[] narrow = {
      "--read-only",
      "--tmpfs=/tmp",
      "--cap-drop=ALL",
      "--memory=256m",
      "--env=OPENAI_API_KEY=" + key
    };
    try (var temporal = TemporalTestServer.start();
        var proxy = CuttableProxy.to(temporal.port());
        var model = ScriptedModel.start(AgentInContainer::reply);
        var runner = start(folder, proxy, model, narrow)) {
      awaitHealth(runner);
      try (var asking = Executors.newVirtualThreadPerTaskExecutor()) {
        Future<?> healthy = asking.submit(() -> awaitHealth(runner));
        run(runner, "other", "nobody else's business");
        assertThat(healthy).as("asked while an agent runs").succeedsWithin(LIMIT);
      }
      assertThat(folder.resolve("sessions/other/hello.txt")).exists();

      assertThat(command(runner, "own", "git --version && pwd"))
          .startsWith("git version ")
          .contains("/workspace/sessions/own\n[exit code 0]");
      assertThat(
              command(runner, "own", "git init -q . && git commit -qm One --allow-empty; git log"))
          .contains("Stigmer agent", "One");
      assertThat(command(runner, "own", "env; cat /proc/$PPID/environ; cat /proc/1/environ"))
          .contains("HOME=/workspace/sessions/own\n")
          .doesNotContain(key)
          .endsWith("[exit code 1]");
      assertThat(command(runner, "own", "cat ../other/hello.txt"))
          .doesNotContain("business")
          .endsWith("[exit code 1]");
      assertThat(command(runner, "own", "cat ../../.stigmer/transcripts/*"))
          .doesNotContain("business")
          .endsWith("[exit code 1]");
      assertThat(
              command(
                  runner, "own", "agent-runner run --agent assistant --session other --message hi"))
          .doesNotContain("started")
          .doesNotEndWith("[exit code 0]");
      assertThat(command(runner, "own", "touch ../../.stigmer/new /tmp/new; touch $TMPDIR/new"))
          .contains(".stigmer/new: Permission denied", "/tmp/new: Permission denied")
          .endsWith("[exit code 0]");
      command(runner, "own", "(true &); (sleep 50 &); sleep 1");
      command(runner, "own", "sleep 1.2");
      assertThat(command(runner, "own", "grep -l '^State:.Z' /proc/[0-9]*/status | wc -l"))
          .as("processes that nobody buried")
          .isEqualTo("0\n[exit code 0]");
      assertThat(runner.log()).doesNotContain(key);
      awaitHealth(runner);
    }
  }

  private RunnerContainer start(
      Path workspace, CuttableProxy temporal, ScriptedModel model, String... options)
      throws IOException {
    Files.setAttribute(workspace, "unix:uid", 1000);
    Files.setAttribute(workspace, "unix:gid", 1000);
    var all =
        new ArrayList<>(
            List.of(
                "--volume=" + workspace + ":/workspace",
                "--env=TEMPORAL_SERVICE_ADDRESS=" + temporal.address(),
                "--env=STIGMER_LLM_PROVIDER=openai",
                "--env=STIGMER_LLM_BASE_URL=" + model.baseUrl()));
    all.addAll(List.of(options));
    return RunnerContainer.start(this::engine, image(), all);
  }

  private static void awaitHealth(RunnerContainer runner) {
    assertThat(runner.call("health", "--wait", Long.toString(LIMIT.toSeconds())))
        .startsWith("healthy: ");
  }

  /// Runs an agent, and gives the events of that.
  private static List<JsonNode> run(RunnerContainer runner, String session, String message)
      throws IOException {
    String printed =
        runner.call("run", "--agent", "assistant", "--session", session, "--message", message);
    try (var events = new ObjectMapper().readerFor(JsonNode.class).<JsonNode>readValues(printed)) {
      return events.readAll();
    }
  }

  /// Runs an agent that calls this command, and gives what the tool gave back.
  private static String command(RunnerContainer runner, String session, String command)
      throws IOException {
    return run(runner, session, "$ " + command).stream()
        .filter(event -> event.path("type").asText().equals("tool-result"))
        .map(event -> event.path("result").asText())
        .findFirst()
        .orElseThrow();
  }

  /// Has a command called that stands behind `$` in what the user says, and else a file written.
  private static ModelScript.Reply reply(JsonNode request) {
    JsonNode last = ModelScript.last(request);
    String text = ModelScript.text(last);
    return last.path("role").asText().equals("user") && text.startsWith("$ ")
        ? ModelScript.call(
            "execute",
            new ObjectMapper().createObjectNode().put("command", text.substring(2)).toString())
        : ModelScript.writesAFile().reply(request);
  }

  /// Pushes the image of this checkout to a registry, by another's client.
  ///
  /// @return its name there
  static String pushTo(String registry) {
    String name = registry + "/stigmer/agent-runner:v" + ImageBuild.VERSION;
    Tool.run(
        "skopeo",
        "--insecure-policy",
        "copy",
        "--quiet",
        "--all",
        "--dest-tls-verify=false",
        "oci:" + ImageBuild.shared().layout(),
        "docker://" + name);
    return name;
  }
}
