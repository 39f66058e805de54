package ai.stigmer.release.registry;

import ai.stigmer.release.json.Json;
import ai.stigmer.release.problem.Problem;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.secret.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// The logins in a `config.json` as Docker and Podman write it: `credHelpers`, `credsStore` and
/// `auths`, asked in this order. Podman's entries for a single repository are not used.
///
/// @param file where it was read
/// @param json its content
/// @param environment what credential helpers are started with
record DockerConfiguration(Path file, Json json, Map<String, String> environment) {

  private static final String HUB_KEY = "https://index.docker.io/v1/";
  private static final Set<String> HUB_HOSTS =
      Set.of("docker.io", "index.docker.io", "registry-1.docker.io");

  /// Reads the file, or nothing if there is none.
  ///
  /// @throws ReleaseException of kind input if it cannot be read or is malformed
  static Optional<DockerConfiguration> read(Path file, Map<String, String> environment) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      Json json = Json.parse(Files.readAllBytes(file), file.toString());
      return Optional.of(new DockerConfiguration(file, json, environment));
    } catch (IOException unreadable) {
      throw ReleaseException.input(
          file + " cannot be read: " + unreadable.getClass().getSimpleName(),
          "Make it readable, or remove it.");
    } catch (ReleaseException malformed) {
      // The parser's own words may quote a password.
      throw ReleaseException.input(
          file + " is not well-formed JSON", "Correct it, or remove it and log in again.");
    }
  }

  /// The login for a registry, if this file knows one.
  ///
  /// @throws ReleaseException of kind input if what it says of the registry is not as Docker writes
  ///   it, of kind permission if a helper failed
  Optional<RegistryLogin> login(String registry) {
    List<String> keys = keys(registry);
    String server = keys.getFirst();
    return read("credHelpers")
        .flatMap(helpers -> find(helpers, keys))
        .flatMap(name -> helper(understand(name::text)).get(server))
        .or(() ->
            read("credsStore")
                .map(name -> understand(name::text))
                .filter(name -> !name.isEmpty())
                .flatMap(name -> helper(name).get(server)))
        .or(() -> read("auths").flatMap(entries -> find(entries, keys)).flatMap(this::entry));
  }

  private CredentialHelper helper(String name) {
    return new CredentialHelper(name, environment, CredentialHelper.TIME_LIMIT);
  }

  /// How a registry may be spelt, the spelling that helpers know it by first.
  static List<String> keys(String registry) {
    return HUB_HOSTS.contains(registry)
        ? List.of(HUB_KEY, "index.docker.io", "docker.io", "registry-1.docker.io")
        : List.of(
            registry,
            "https://" + registry,
            "https://" + registry + "/",
            "https://" + registry + "/v1/",
            "https://" + registry + "/v2/",
            "http://" + registry);
  }

  private Optional<Json> read(String name) {
    return understand(() -> json.find(name));
  }

  private Optional<Json> find(Json object, List<String> keys) {
    return understand(() -> keys.stream().map(object::find).flatMap(Optional::stream).findFirst());
  }

  private Optional<RegistryLogin> entry(Json entry) {
    return text(entry, "identitytoken")
        .<RegistryLogin>map(token -> new RegistryLogin.IdentityToken(Secret.of(token)))
        .or(() -> text(entry, "auth").map(this::decode))
        .or(() ->
            text(entry, "username")
                .flatMap(user ->
                    text(entry, "password")
                        .map(password -> new RegistryLogin.Password(user, Secret.of(password)))));
  }

  private Optional<String> text(Json entry, String name) {
    return understand(() -> entry.find(name).map(Json::text)).filter(text -> !text.isEmpty());
  }

  private RegistryLogin decode(String base64) {
    try {
      String pair = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      // Old clients padded the password with NUL.
      String password = pair.substring(colon + 1).replaceFirst("\0+$", "");
      if (colon > 0 && !password.isEmpty()) {
        return new RegistryLogin.Password(pair.substring(0, colon), Secret.of(password));
      }
    } catch (IllegalArgumentException notBase64) {
      // The same sentence serves: the exception's own words may quote the password.
    }
    throw ReleaseException.input(
        file + " holds an 'auth' that is not the Base64 of a user, a colon and a password",
        "Remove the entry and log in again.");
  }

  private <T> T understand(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (ReleaseException mistyped) {
      throw new ReleaseException(
          new Problem(
              Problem.Kind.INPUT,
              file + " is not a configuration as Docker writes it",
              mistyped.problem().summary(),
              "Correct it, or remove it and log in again."),
          mistyped);
    }
  }
}
