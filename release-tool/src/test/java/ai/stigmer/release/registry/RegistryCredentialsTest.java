package ai.stigmer.release.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.release.problem.Problem;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.registry.RegistryLogin.IdentityToken;
import ai.stigmer.release.registry.RegistryLogin.Password;
import ai.stigmer.release.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryCredentialsTest {

  private static final String HOST = "registry.example:5000";

  @TempDir private Path folder;
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void isolate() {
    environment.put("DOCKER_CONFIG", folder.toString());
    environment.put("PATH", folder + ":/usr/bin:/bin");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'auths': {'registry.example:5000': {'auth': 'bWU6YTpi'}}}",
        "{'auths': {'https://registry.example:5000/v2/': {'auth': 'bWU6YTpi'}}}",
        "{'auths': {'registry.example:5000': {'username': 'me', 'password': 'a:b'}}}",
        "{'credsStore': '', 'auths': {'registry.example:5000': {'auth': 'bWU6YTpiAAA='}}}",
      })
  void aPasswordInDockersConfigurationIsFound(String configuration) throws IOException {
    configure(configuration);
    assertThat(login()).contains(new Password("me", Secret.of("a:b")));
  }

  @Test
  void anIdentityTokenComesBeforeAPassword() throws IOException {
    configure(
        "{'auths': {'registry.example:5000': {'auth': 'bWU6YTpi', 'identitytoken': 'refresh'}}}");
    assertThat(login()).contains(new IdentityToken(Secret.of("refresh")));
  }

  @Test
  void dockerHubIsKnownByItsOldAddress() throws IOException {
    configure("{'auths': {'https://index.docker.io/v1/': {'auth': 'bWU6YTpi'}}}");
    assertThat(login("docker.io")).contains(new Password("me", Secret.of("a:b")));
    helper(
        "hub", "read server; echo \"{\\\"Username\\\":\\\"$server\\\",\\\"Secret\\\":\\\"x\\\"}\"");
    configure("{'credsStore': 'hub'}");
    assertThat(login("docker.io"))
        .contains(new Password("https://index.docker.io/v1/", Secret.of("x")));
  }

  @Test
  void homeHoldsDockersConfigurationUnlessAnotherFolderIsNamed() throws IOException {
    Files.createDirectory(folder.resolve(".docker"));
    Files.writeString(
        folder.resolve(".docker/config.json"),
        "{\"auths\": {\"registry.example:5000\": {\"auth\": \"bWU6YTpi\"}}}");
    environment.put("HOME", folder.toString());
    assertThat(login()).isEmpty();
    environment.put("DOCKER_CONFIG", "");
    assertThat(login()).isPresent();
  }

  @Test
  void aHelperIsAskedForItsHostBeforeTheCommonStore() throws IOException {
    helper(
        "mine",
        "read server; echo \"{\\\"Username\\\":\\\"$1 $server\\\",\\\"Secret\\\":\\\"x\\\"}\"");
    configure("{'credHelpers': {'registry.example:5000': 'mine'}, 'credsStore': 'missing'}");
    assertThat(login()).contains(new Password("get " + HOST, Secret.of("x")));
  }

  @Test
  void aHelperMayKeepAnIdentityToken() throws IOException {
    helper("mine", "echo '{\"Username\":\"<token>\",\"Secret\":\"refresh\"}'");
    configure("{'credsStore': 'mine'}");
    assertThat(login()).contains(new IdentityToken(Secret.of("refresh")));
  }

  @Test
  void aHelperThatHasFoundNothingLetsTheNextSourceBeAsked() throws IOException {
    helper("mine", "echo 'credentials not found in native keychain'; exit 1");
    configure("{'credsStore': 'mine', 'auths': {'registry.example:5000': {}}}");
    environment.put("REGISTRY_USERNAME", "me");
    environment.put("REGISTRY_PASSWORD", "secret");
    assertThat(login()).contains(new Password("me", Secret.of("secret")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "echo 'the vault is locked'; exit 1",
        "echo 'no JSON'",
        "echo '{\"Username\":\"me\"}'",
        "exec sleep 60",
        "(sleep 60) & exit 0",
      })
  void aHelperThatFailsIsAProblemOfPermission(String script) throws IOException {
    helper("mine", script);
    var helper = new CredentialHelper("mine", environment, Duration.ofMillis(500));
    assertThatThrownBy(() -> helper.get(HOST))
        .isInstanceOfSatisfying(
            ReleaseException.class,
            failure -> assertThat(failure.problem().kind()).isEqualTo(Problem.Kind.PERMISSION))
        .hasMessageContaining("docker-credential-mine")
        .hasMessageContaining(HOST);
  }

  @ParameterizedTest
  @ValueSource(strings = {"missing", "../escape", "a b"})
  void aHelperThatIsNotThereIsAProblemOfPermission(String name) throws IOException {
    configure("{'credsStore': '" + name + "'}");
    assertThatThrownBy(this::login)
        .isInstanceOfSatisfying(
            ReleaseException.class,
            failure -> assertThat(failure.problem().kind()).isEqualTo(Problem.Kind.PERMISSION));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{'auths': []}",
        "{'auths': {'registry.example:5000': {'auth': 'aHVudGVyMg=='}}}",
        "{'auths': {'registry.example:5000': {'auth': 'aHVudGVyMg==!'}}}",
        "{'auths': {'registry.example:5000': {'auth': aHVudGVyMg== }}}",
      })
  void aMalformedConfigurationIsNamedWithoutItsContent(String configuration) throws IOException {
    configure(configuration);
    assertThatThrownBy(this::login)
        .isInstanceOfSatisfying(
            ReleaseException.class,
            failure -> assertThat(failure.problem().kind()).isEqualTo(Problem.Kind.INPUT))
        .hasMessageContaining(folder.resolve("config.json").toString())
        .hasMessageNotContainingAny("aHVudGVyMg", "hunter2");
  }

  @Test
  void thePasswordOfTheEnvironmentIsForTheTargetAlone() {
    environment.put("REGISTRY_USERNAME", "me");
    environment.put("REGISTRY_PASSWORD", "secret");
    assertThat(login()).contains(new Password("me", Secret.of("secret")));
    assertThat(login("other.example")).isEmpty();
    environment.put("REGISTRY_USERNAME", "");
    assertThatThrownBy(this::login)
        .hasMessageContaining("REGISTRY_PASSWORD is set, but REGISTRY_USERNAME is not");
  }

  @Test
  void theGitHubTokenIsForGitHubsRegistryAlone() {
    environment.put("GITHUB_TOKEN", "token");
    environment.put("GITHUB_ACTOR", "octocat");
    assertThat(login("ghcr.io")).contains(new Password("octocat", Secret.of("token")));
    assertThat(login()).isEmpty();
  }

  private Optional<RegistryLogin> login() {
    return login(HOST);
  }

  private Optional<RegistryLogin> login(String registry) {
    return RegistryCredentials.of(environment, HOST).login(registry);
  }

  private void configure(String json) throws IOException {
    Files.writeString(folder.resolve("config.json"), json.replace('\'', '"'));
  }

  private void helper(String name, String script) throws IOException {
    Path file = folder.resolve("docker-credential-" + name);
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }
}
