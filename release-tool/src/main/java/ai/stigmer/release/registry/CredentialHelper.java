package ai.stigmer.release.registry;

import ai.stigmer.release.json.Json;
import ai.stigmer.release.problem.Problem;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.process.Program;
import ai.stigmer.release.process.ProgramFailure;
import ai.stigmer.release.secret.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private static final String NOT_FOUND = "credentials not found";
  private static final String TOKEN_USER = "<token>";

  /// The login it keeps for a server, if it keeps one.
  ///
  /// @throws ReleaseException of kind permission if it cannot be run or fails
  Optional<RegistryLogin> get(String server) {
    Program.Answer answer = run(server);
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

  private Program.Answer run(String server) {
    try {
      return new Program(executable(server), Path.of("").toAbsolutePath(), environment, limit)
          .run(List.of("get"), server + "\n");
    } catch (ProgramFailure failure) {
      throw failed(server, failure.how(), "");
    }
  }

  private Path executable(String server) {
    if (!NAME.matcher(name).matches()) {
      throw failed(server, "is not the name of a program", "");
    }
    return Program.find(program(), environment)
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
