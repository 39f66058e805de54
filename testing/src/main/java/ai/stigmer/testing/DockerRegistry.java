package ai.stigmer.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Debian's `docker-registry` (distribution 2.8) as a process on a free port of loopback.
public final class DockerRegistry implements AutoCloseable {

  private static final Pattern LISTENING =
      Pattern.compile("listening on 127\\.0\\.0\\.1:([0-9]+)[^0-9]");
  private static final Pattern REQUEST = Pattern.compile("\"([A-Z]+ /v2/\\S*) HTTP/1");

  private final Process process;
  private final Path log;
  private final int port;

  private DockerRegistry(Process process, Path log, int port) {
    this.process = process;
    this.log = log;
    this.port = port;
  }

  /// Starts a registry that lets everyone in.
  ///
  /// @param folder an empty folder for its configuration, log and content
  public static DockerRegistry start(Path folder) {
    return start(folder, List.of());
  }

  /// Starts a registry that asks for this user and password.
  ///
  /// @param folder an empty folder for its configuration, log and content
  public static DockerRegistry start(Path folder, String user, String password) {
    Path users = folder.resolve("htpasswd");
    run(password, users, "htpasswd", "-niB", user);
    return start(
        folder, List.of("auth:", "  htpasswd:", "    realm: test", "    path: '" + users + "'"));
  }

  /// Starts a registry in which nothing can be written.
  ///
  /// @param folder an empty folder for its configuration, log and content
  public static DockerRegistry startReadOnly(Path folder) {
    return start(folder, ", maintenance: {readonly: {enabled: true}}", List.of());
  }

  private static DockerRegistry start(Path folder, List<String> authentication) {
    return start(folder, "", authentication);
  }

  private static DockerRegistry start(Path folder, String storage, List<String> authentication) {
    try {
      Path configuration = folder.resolve("registry.yml");
      Files.writeString(
          configuration,
          """
          version: 0.1
          log: {level: info}
          storage: {filesystem: {rootdirectory: '%s'}, delete: {enabled: true}%s}
          http: {addr: '127.0.0.1:0'}
          """
                  .formatted(folder.resolve("content"), storage)
              + String.join("\n", authentication));
      Path log = folder.resolve("registry.log");
      Process process =
          new ProcessBuilder("docker-registry", "serve", configuration.toString())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      return new DockerRegistry(process, log, awaitPort(process, log));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Host and port, as a repository begins with.
  public String address() {
    return "127.0.0.1:" + port;
  }

  /// The method and path of every request so far, by its access log. A line is written just after
  /// the answer left: the last ones may be missing.
  public List<String> requests() {
    try {
      return REQUEST
          .matcher(Files.readString(log))
          .results()
          .map(request -> request.group(1))
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void close() {
    end(process);
  }

  private static int awaitPort(Process process, Path log) throws IOException {
    Waiting.until(() -> !process.isAlive() || port(log).isPresent());
    Optional<Integer> port = port(log);
    if (port.isEmpty()) {
      end(process);
      throw new IllegalStateException("docker-registry did not start: " + Files.readString(log));
    }
    return port.get();
  }

  private static Optional<Integer> port(Path log) {
    try {
      return LISTENING
          .matcher(Files.readString(log))
          .results()
          .map(listening -> Integer.parseInt(listening.group(1)))
          .findFirst();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  // One that is still ending could write into the folder that is being deleted.
  private static void end(Process process) {
    try {
      process.destroyForcibly().waitFor();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  private static void run(String input, Path output, String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(output.toFile())
              .redirectError(Redirect.INHERIT)
              .start();
      try (OutputStream in = process.getOutputStream()) {
        in.write(input.getBytes(UTF_8));
      }
      if (process.waitFor() != 0) {
        throw new IllegalStateException(command[0] + " failed");
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }
}
