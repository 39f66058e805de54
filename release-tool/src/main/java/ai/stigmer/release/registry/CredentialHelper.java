package ai.stigmer.release.registry;

import ai.stigmer.release.json.Json;
import ai.stigmer.release.problem.Problem;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.secret.Secret;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/// A program `docker-credential-NAME` that keeps logins (docker-credential-helpers protocol): it is
/// asked with `get`, the server on its standard input, and answers in JSON.
///
/// @param name what follows `docker-credential-`
/// @param environment the variables it is started with; `PATH` is where it is looked for
/// @param limit how long it may take
record CredentialHelper(String name, Map<String, String> environment, Duration limit) {

  /// How long a helper may take: some ask a remote service.
  static final Duration TIME_LIMIT = Duration.ofSeconds(60);

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+");
  private static final int OUTPUT_LIMIT = 64 * 1024;
  private static final String NOT_FOUND = "credentials not found";
  private static final String TOKEN_USER = "<token>";

  /// The login it keeps for a server, if it keeps one.
  ///
  /// @throws ReleaseException of kind permission if it cannot be run or fails
  Optional<RegistryLogin> get(String server) {
    Answer answer = run(server);
    if (answer.exit() != 0) {
      if (answer.output().contains(NOT_FOUND)) {
        return Optional.empty();
      }
      throw failed(
          server, "ended with " + answer.exit(), PlainText.firstLine(answer.output(), 300));
    }
    try {
      Json json = Json.parse(answer.output(), program());
      String user = json.text("Username");
      String secret = json.text("Secret");
      if (secret.isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(
          user.equals(TOKEN_USER)
              ? new RegistryLogin.IdentityToken(Secret.of(secret))
              : new RegistryLogin.Password(user, Secret.of(secret)));
    } catch (ReleaseException malformed) {
      // The parser's own words may quote the password.
      throw failed(server, "did not answer with a user name and a secret in JSON", "");
    }
  }

  private record Answer(int exit, String output) {}

  private Answer run(String server) {
    var builder = new ProcessBuilder(executable(server).toString(), "get");
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    Process process = start(builder, server);
    var reading =
        new FutureTask<>(() -> {
          write(process, server);
          try (InputStream output = process.getInputStream()) {
            return new String(output.readNBytes(OUTPUT_LIMIT), StandardCharsets.UTF_8);
          }
        });
    Thread.ofVirtual().start(reading);
    try {
      String output = reading.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw failed(server, "did not end within " + limit.toSeconds() + " seconds", "");
      }
      return new Answer(process.exitValue(), output);
    } catch (TimeoutException slow) {
      throw failed(server, "did not answer within " + limit.toSeconds() + " seconds", "");
    } catch (ExecutionException broken) {
      throw failed(server, "broke off", String.valueOf(broken.getCause()));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw failed(server, "was interrupted", "");
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private Process start(ProcessBuilder builder, String server) {
    try {
      return builder.start();
    } catch (IOException unstartable) {
      throw failed(server, "cannot be started", String.valueOf(unstartable.getMessage()));
    }
  }

  private static void write(Process process, String server) {
    try (OutputStream input = process.getOutputStream()) {
      input.write((server + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException unread) {
      // A helper may answer without reading its input; its answer decides.
    }
  }

  private Path executable(String server) {
    if (!NAME.matcher(name).matches()) {
      throw failed(server, "is not the name of a program", "");
    }
    return Arrays.stream(environment.getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, program()))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> failed(server, "is not on the PATH", ""));
  }

  private String program() {
    return "docker-credential-" + name;
  }

  private ReleaseException failed(String server, String how, String detail) {
    return new ReleaseException(
        new Problem(
            Problem.Kind.PERMISSION,
            "The credential helper " + program() + ", asked for " + server + ", " + how,
            detail,
            "Mend or install it, or take it out of Docker's configuration and log in again."));
  }
}
