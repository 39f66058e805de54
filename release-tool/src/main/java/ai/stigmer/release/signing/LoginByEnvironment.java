package ai.stigmer.release.signing;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.stigmer.release.json.Json;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.registry.RegistryCredentials;
import ai.stigmer.release.registry.RegistryLogin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A Docker configuration that gives a program one login and no other, by a credential helper that
/// prints a variable: no file holds the secret.
final class LoginByEnvironment implements AutoCloseable {

  private static final String HELPER = "release-tool-login";
  private static final String VARIABLE = "RELEASE_TOOL_REGISTRY_LOGIN";
  private static final String CONFIGURATION = "config.json";
  private static final String PROGRAM = "docker-credential-" + HELPER;
  private static final String TOKEN_USER = "<token>";

  private final Path folder;
  private final String server;
  private final Optional<RegistryLogin> login;

  private LoginByEnvironment(Path folder, String server, Optional<RegistryLogin> login) {
    this.folder = folder;
    this.server = server;
    this.login = login;
  }

  /// The configuration, in a folder that is gone when this is closed.
  ///
  /// @param registry the registry's host and port
  static LoginByEnvironment open(String registry, Optional<RegistryLogin> login) {
    try {
      Path folder = Files.createTempDirectory("release-tool");
      String server = RegistryCredentials.helperKey(registry);
      Map<String, Object> helpers = login.isPresent() ? Map.of(server, HELPER) : Map.of();
      Files.write(folder.resolve(CONFIGURATION), Json.write(Map.of("credHelpers", helpers)));
      Path program = folder.resolve(PROGRAM);
      Files.writeString(program, "#!/bin/sh\nprintf '%s' \"$" + VARIABLE + "\"\n");
      Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
      return new LoginByEnvironment(folder, server, login);
    } catch (IOException unwritable) {
      throw failure(unwritable);
    }
  }

  /// The variables of a program that is to log in.
  ///
  /// @param environment its other variables
  Map<String, String> variables(Map<String, String> environment) {
    var variables = new HashMap<>(environment);
    variables.put("DOCKER_CONFIG", folder.toString());
    variables.merge("PATH", folder.toString(), (path, first) -> first + ":" + path);
    login.ifPresent(found -> variables.put(VARIABLE, answer(found)));
    return variables;
  }

  @Override
  public void close() {
    try {
      Files.delete(folder.resolve(CONFIGURATION));
      Files.delete(folder.resolve(PROGRAM));
      Files.delete(folder);
    } catch (IOException undeletable) {
      throw failure(undeletable);
    }
  }

  // docker-credential-helpers protocol, "get".
  private String answer(RegistryLogin found) {
    var json = new LinkedHashMap<String, Object>();
    json.put("ServerURL", server);
    switch (found) {
      case RegistryLogin.Password(String user, var password) -> {
        json.put("Username", user);
        json.put("Secret", password.reveal());
      }
      case RegistryLogin.IdentityToken(var token) -> {
        json.put("Username", TOKEN_USER);
        json.put("Secret", token.reveal());
      }
    }
    return new String(Json.write(json), UTF_8);
  }

  private static ReleaseException failure(IOException cause) {
    return ReleaseException.remote(
        "cosign's configuration could not be kept for a moment: " + cause.getMessage(),
        "Check the space in the folder for temporary files.",
        cause);
  }
}
