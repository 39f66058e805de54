package ai.stigmer.cli.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.stigmer.cli.Stigmer;
import ai.stigmer.testing.Tool;
import com.grack.nanojson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import picocli.CommandLine;

/// A person of this machine who is not root, with a home and a command of their own.
final class Somebody {

  /// The person's number.
  static final int USER = 65_533;

  /// The group that may use a daemon.
  static final int GROUP = 64_999;

  private final Path home;
  private final List<String> command;
  private final Map<String, String> environment;
  private String text = "";

  private Somebody(Path home, List<String> command, Map<String, String> environment) {
    this.home = home;
    this.command = command;
    this.environment = environment;
  }

  /// Makes the person's home, with a copy of the command that they may read.
  ///
  /// @param groups the option of `setpriv` that tells the person's further groups
  static Somebody in(Path home, String groups, Map<String, String> variables) throws IOException {
    Path installed = Files.createDirectories(home.resolve("installed"));
    var classPath = new ArrayList<String>();
    for (Class<?> part : List.of(Stigmer.class, Parse.class, JsonParser.class, CommandLine.class)) {
      URL source = part.getProtectionDomain().getCodeSource().getLocation();
      String copy = installed.resolve(part.getSimpleName()).toString();
      Tool.run("cp", "-r", Path.of(URI.create(source.toString())).toString(), copy);
      classPath.add(copy);
    }
    Tool.run("chown", "-R", USER + ":" + USER, home.toString());
    var environment = new HashMap<>(variables);
    environment.put("HOME", home.toString());
    environment.put("DOCKER_CONFIG", home.toString());
    environment.put("PATH", System.getenv("PATH"));
    return new Somebody(
        home,
        List.of(
            "setpriv",
            "--reuid=" + USER,
            "--regid=" + USER,
            groups,
            Path.of(System.getProperty("java.home"), "bin/java").toString(),
            "-cp",
            String.join(":", classPath),
            Stigmer.class.getName()),
        environment);
  }

  Path home() {
    return home;
  }

  /// Runs a command and gives its exit code.
  int stigmer(String... arguments) throws IOException, InterruptedException {
    var complete = new ArrayList<>(command);
    complete.addAll(List.of(arguments));
    var builder = new ProcessBuilder(complete).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    text = new String(process.getInputStream().readAllBytes(), UTF_8);
    return process.waitFor();
  }

  /// What the last command wrote.
  String text() {
    return text;
  }
}
