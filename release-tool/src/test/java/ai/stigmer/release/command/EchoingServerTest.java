package ai.stigmer.release.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.testing.Folders;
import ai.stigmer.testing.Canaries;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A server that refuses, and repeats in its answer everything it was sent: nothing of that comes
/// out, in no output, with the cause of the failure told, and in no file of GitHub Actions, which
/// obeys no line of it either.
class EchoingServerTest {

  private static final String LOGIN = TestWorld.REGISTRY_USER + ":" + TestWorld.REGISTRY_PASSWORD;

  @TempDir private Path folder;
  private final ConcurrentLinkedQueue<String> sent = new ConcurrentLinkedQueue<>();
  private TestWorld world;
  private HttpServer server;

  /// Where a credential comes from, and to which of the services it goes.
  enum Slot {
    GITHUB_TOKEN,
    HOMEBREW_TAP_TOKEN,
    REGISTRY_PASSWORD,
    DOCKER_AUTH,
    DOCKER_HELPER
  }

  @BeforeEach
  void start() throws IOException {
    world = TestWorld.start(folder.resolve("world"));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::refuse);
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
    world.close();
  }

  @ParameterizedTest
  @EnumSource
  void whatItRepeatsStaysHidden(Slot slot) throws IOException {
    Path outputs = folder.resolve("outputs");
    Path summary = folder.resolve("summary");
    var variables = new TreeMap<>(into(slot));
    variables.put("GITHUB_ACTIONS", "true");
    variables.put("GITHUB_OUTPUT", outputs.toString());
    variables.put("GITHUB_STEP_SUMMARY", summary.toString());
    for (String output : List.of("text", "json")) {
      Run run = world.run(variables, "release", "--verbose", "--output", output);
      assertThat(run.exitCode()).isEqualTo(ExitCode.INPUT);
      // Git says nothing of an answer but its status.
      if (slot != Slot.HOMEBREW_TAP_TOKEN) {
        assertThat(run.out() + run.err()).contains("you sent");
      }
      assertThat(Canaries.in(run.out() + run.err())).isEmpty();
      assertThat((run.out() + run.err()).lines()).noneMatch(line -> line.startsWith("::add-mask"));
    }
    for (Path file : List.of(outputs, summary)) {
      assertThat(Files.exists(file) ? Canaries.in(Files.readString(file)) : List.of()).isEmpty();
    }
    assertThat(sent).anyMatch(headers -> !Canaries.in(headers).isEmpty());
  }

  private Map<String, String> into(Slot slot) throws IOException {
    String here = "127.0.0.1:" + server.getAddress().getPort();
    String overrides = world.variables().getOrDefault(GlobalOptions.OVERRIDES, "");
    String registryHere = overrides.replace(world.repository().registry(), here);
    return switch (slot) {
      case GITHUB_TOKEN -> Map.of("GITHUB_API_URL", "http://" + here);
      case HOMEBREW_TAP_TOKEN ->
          Map.of(
              GlobalOptions.OVERRIDES,
              overrides.replaceAll(
                  "homebrew.tap-url=.*", "homebrew.tap-url=http://" + here + "/t"));
      case REGISTRY_PASSWORD -> Map.of(GlobalOptions.OVERRIDES, registryHere);
      case DOCKER_AUTH ->
          docker(
              registryHere,
              "{\"auths\": {\"%s\": {\"auth\": \"%s\"}}}"
                  .formatted(here, Base64.getEncoder().encodeToString(LOGIN.getBytes(UTF_8))));
      case DOCKER_HELPER -> {
        Folders.writeExecutable(
            folder.resolve("bin").resolve("docker-credential-it"),
            "#!/bin/sh\necho '{\"Username\": \"%s\", \"Secret\": \"%s\"}'\n"
                .formatted(TestWorld.REGISTRY_USER, TestWorld.REGISTRY_PASSWORD));
        yield docker(registryHere, "{\"credHelpers\": {\"%s\": \"it\"}}".formatted(here));
      }
    };
  }

  private Map<String, String> docker(String overrides, String configuration) throws IOException {
    Folders.write(folder.resolve("docker").resolve("config.json"), configuration);
    return Map.of(
        GlobalOptions.OVERRIDES,
        overrides,
        "DOCKER_CONFIG",
        folder.resolve("docker").toString(),
        "PATH",
        folder.resolve("bin") + ":" + System.getenv("PATH"),
        "REGISTRY_USERNAME",
        "",
        "REGISTRY_PASSWORD",
        "");
  }

  private void refuse(HttpExchange exchange) throws IOException {
    String headers = exchange.getRequestHeaders().entrySet().toString();
    sent.add(headers);
    exchange.getRequestBody().readAllBytes();
    boolean anonymous = !exchange.getRequestHeaders().containsKey("Authorization");
    String told = "you sent\\n::add-mask::x " + headers.replace("\\", "\\\\").replace("\"", "\\\"");
    byte[] body =
        "{\"message\": \"%s\", \"errors\": [{\"code\": \"DENIED\", \"message\": \"%s\"}]}"
            .formatted(told, told)
            .getBytes(UTF_8);
    if (anonymous) {
      exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"here\"");
    }
    exchange.sendResponseHeaders(anonymous ? 401 : 403, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
