package ai.stigmer.cli.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.cli.Stigmer;
import ai.stigmer.testing.Tool;
import com.grack.nanojson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import picocli.CommandLine;

/// The contract on Debian's Docker daemon.
class DockerServerIT implements ServerContract, KillContract {

  @TempDir private static Path shared;
  private static Machine machine;

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws IOException {
    machine = DockerMachine.start(Files.createDirectory(shared.resolve("dockerd")));
    StandIns.give(Files.createDirectory(shared.resolve("images")), machine::engine);
  }

  @AfterEach
  void removeContainers() {
    machine.clear();
  }

  @AfterAll
  static void stop() {
    machine.close();
  }

  @Override
  public Desk desk() {
    return machine.desk(folder).withStandIns();
  }

  @Override
  public String engine(String... arguments) {
    return machine.engine(arguments);
  }

  @Test
  void aFrozenDaemonHangsNoCommand() throws IOException {
    Desk desk = desk().withPatience(Duration.ofSeconds(2));
    String daemon = Files.readString(shared.resolve("dockerd/pid")).strip();
    Tool.run("kill", "-STOP", daemon);
    try {
      assertThat(desk.stigmer("server", "status")).isEqualTo(1);
      assertThat(desk.text())
          .isEqualTo(
              """
              stigmer: docker did not answer 'ps' within 2 seconds.
                Restart docker, then try again.
              """);
    } finally {
      Tool.run("kill", "-CONT", daemon);
    }
  }

  /// The command as somebody else runs it, who may read it but not use the daemon.
  @Test
  void somebodyWhoMayNotUseTheDaemonIsToldSo() throws IOException, InterruptedException {
    Path installed = Files.createDirectory(folder.resolve("installed"));
    var classPath = new ArrayList<String>();
    for (Class<?> part : List.of(Stigmer.class, Parse.class, JsonParser.class, CommandLine.class)) {
      URL source = part.getProtectionDomain().getCodeSource().getLocation();
      String copy = installed.resolve(part.getSimpleName()).toString();
      Tool.run("cp", "-r", Path.of(URI.create(source.toString())).toString(), copy);
      classPath.add(copy);
    }
    Tool.run("chmod", "-R", "a+rX", installed.toString());
    Tool.run(
        "chmod", "a+x", folder.toString(), shared.toString(), shared.resolve("dockerd").toString());
    Desk desk = desk();
    var command =
        new ProcessBuilder(
                "setpriv",
                "--reuid=65534",
                "--regid=65534",
                "--clear-groups",
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-cp",
                String.join(":", classPath),
                Stigmer.class.getName(),
                "server",
                "status",
                "--runtime=docker")
            .redirectErrorStream(true);
    command.environment().clear();
    command.environment().putAll(desk.environment());
    command.environment().put("HOME", "/nonexistent");
    command.environment().put("PATH", System.getenv("PATH"));
    Process process = command.start();

    String text = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(text).isEqualTo(1);
    assertThat(text)
        .contains("You may not use Docker: " + shared.resolve("dockerd/docker.sock"))
        .contains("usermod -aG docker");
  }
}
