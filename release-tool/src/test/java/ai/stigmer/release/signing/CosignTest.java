package ai.stigmer.release.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.oci.Repository;
import ai.stigmer.release.problem.Problem;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.registry.RegistryCredentials;
import ai.stigmer.release.registry.RegistryLogin;
import ai.stigmer.release.secret.Secret;
import ai.stigmer.release.signing.Signing.KeyPair;
import ai.stigmer.release.testing.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What cosign is called with, and how its answers are taken: against a stand-in that writes down
/// its arguments and variables.
class CosignTest {

  private static final Repository REPOSITORY = Repository.of("registry.example/acme/tidy");
  private static final Digest INDEX = Digest.ofBytes(new byte[] {1});
  private static final Digest PLATFORM = Digest.ofBytes(new byte[] {2});
  private static final String SOURCE = "https://github.com/acme/tidy";
  private static final KeyPair KEY = new KeyPair("env://THE_KEY", Optional.empty(), true);
  private static final Map<String, String> SECRETS =
      Map.of(
          "THE_KEY", "canary-key",
          "COSIGN_PASSWORD", "canary-password",
          "GITHUB_TOKEN", "canary-github",
          "HOMEBREW_TAP_TOKEN", "canary-tap",
          "REGISTRY_PASSWORD", "canary-registry",
          "AWS_SECRET_ACCESS_KEY", "canary-cloud",
          "ACTIONS_ID_TOKEN_REQUEST_URL", "https://canary.example",
          "ACTIONS_ID_TOKEN_REQUEST_TOKEN", "canary-identity");

  @TempDir private Path folder;
  private final Map<String, String> environment = new HashMap<>(SECRETS);

  @BeforeEach
  void start() {
    environment.put("PATH", folder.resolve("bin") + ":/usr/bin:/bin");
    environment.put("HOME", folder.toString());
  }

  @Test
  void signingShowsAKeyByItsNameAndCosignOnlyWhatItNeeds() throws Exception {
    answers("exit 0");

    cosign(KEY).sign(REPOSITORY, INDEX);

    assertThat(arguments())
        .containsExactly("sign --yes --key env://THE_KEY " + REPOSITORY + "@" + INDEX);
    assertThat(variables())
        .containsOnlyKeys(
            "PATH",
            "HOME",
            "PWD",
            "DOCKER_CONFIG",
            "THE_KEY",
            "COSIGN_PASSWORD",
            "RELEASE_TOOL_REGISTRY_LOGIN")
        .containsEntry("COSIGN_PASSWORD", "canary-password");
  }

  @Test
  void verifyingSeesNoPrivateKey() throws Exception {
    answers("[ \"$1\" != public-key ] || echo 'the public key'; exit 0");

    assertThat(cosign(KEY).signed(REPOSITORY, List.of(INDEX))).containsExactly(INDEX);

    assertThat(arguments())
        .containsExactly(
            "public-key --key env://THE_KEY",
            "verify --key env://RELEASE_TOOL_PUBLIC_KEY " + REPOSITORY + "@" + INDEX);
    assertThat(variables())
        .containsOnlyKeys(
            "PATH",
            "HOME",
            "PWD",
            "DOCKER_CONFIG",
            "RELEASE_TOOL_PUBLIC_KEY",
            "RELEASE_TOOL_REGISTRY_LOGIN")
        .containsEntry("RELEASE_TOOL_PUBLIC_KEY", "the public key");
  }

  @Test
  void aPublicKeyInTheRepositoryNeedsNoPrivateOneToVerify() throws Exception {
    answers("exit 0");
    Folders.write(folder.resolve("cosign.pub"), "the public key");

    cosign(new KeyPair("env://THE_KEY", Optional.of("cosign.pub"), true))
        .signed(REPOSITORY, List.of(INDEX));

    assertThat(arguments())
        .containsExactly("verify --key env://RELEASE_TOOL_PUBLIC_KEY " + REPOSITORY + "@" + INDEX);
  }

  @Test
  void withoutAKeyTheWorkflowsIdentitySignsAndOnlyThatOneIsAccepted() throws Exception {
    answers("exit 0");
    Signer signer = cosign(new Signing.Keyless());

    signer.requireKey();
    signer.sign(REPOSITORY, INDEX);
    assertThat(variables())
        .containsOnlyKeys(
            "PATH",
            "HOME",
            "PWD",
            "DOCKER_CONFIG",
            "ACTIONS_ID_TOKEN_REQUEST_URL",
            "ACTIONS_ID_TOKEN_REQUEST_TOKEN",
            "RELEASE_TOOL_REGISTRY_LOGIN");
    signer.signed(REPOSITORY, List.of(INDEX));

    assertThat(arguments())
        .containsExactly(
            "sign --yes " + REPOSITORY + "@" + INDEX,
            "verify --certificate-oidc-issuer=https://token.actions.githubusercontent.com"
                + " --certificate-identity-regexp=^(?i:https://github\\.com/acme/tidy)/\\.github/workflows/[^@]+@refs/(tags|heads)/.+$ "
                + REPOSITORY
                + "@"
                + INDEX);
    assertThat(variables()).doesNotContainKey("ACTIONS_ID_TOKEN_REQUEST_TOKEN");
  }

  @Test
  void thePublicLogIsLeftOutOnlyWhereTheConfigurationSaysSo() throws Exception {
    answers("[ \"$1\" != public-key ] || echo 'the public key'; exit 0");
    Signer signer = cosign(new KeyPair("a.key", Optional.empty(), false));

    signer.sign(REPOSITORY, INDEX);
    signer.signed(REPOSITORY, List.of(INDEX));

    assertThat(arguments().getFirst()).contains(" --tlog-upload=false ");
    assertThat(arguments().getLast()).contains(" --insecure-ignore-tlog=true ");
  }

  @Test
  void plainHttpIsSpokenToThisMachineOnly() throws Exception {
    answers("exit 0");

    cosign(KEY).sign(Repository.of("127.0.0.1:5000/acme/tidy"), INDEX);

    assertThat(arguments().getFirst()).contains(" --allow-http-registry ");
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 12, 13})
  void oneUnsignedManifestAmongOthersIsFound(int exit) throws Exception {
    answers("case $* in *" + PLATFORM + "*) exit " + exit + ";; esac; exit 0");

    assertThat(cosign(KEY).signed(REPOSITORY, List.of(INDEX, PLATFORM))).isEqualTo(Set.of(INDEX));
  }

  @Test
  void whatCouldNotBeCheckedIsNeitherValidNorInvalid() throws Exception {
    answers(
        "[ \"$1\" = public-key ] || { echo 'error during command execution: no such host' >&2; exit 1; }");
    Path file = Folders.write(folder.resolve("checksums.txt"), "text");
    Path bundle = Folders.write(folder.resolve("bundle"), "{\"base64Signature\": \"AAAA\"}");

    assertRemote(() -> cosign(KEY).signed(REPOSITORY, List.of(INDEX)), "no such host");
    assertRemote(() -> cosign(KEY).isSigned(file, bundle), "no such host");
    assertRemote(() -> cosign(KEY).sign(REPOSITORY, INDEX), "no such host");
    assertRemote(() -> cosign(KEY).sign(file, bundle), "no such host");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no JSON", "{}", "{\"base64Signature\": \"?\"}", "[]"})
  void whatIsNoBundleIsNoSignature(String content) throws Exception {
    answers("exit 0");
    Path file = Folders.write(folder.resolve("checksums.txt"), "text");
    Path bundle = Folders.write(folder.resolve("bundle"), content);

    assertThat(cosign(KEY).isSigned(file, bundle)).isFalse();
  }

  @Test
  void withoutCosignNothingBegins() {
    environment.put("PATH", folder.toString());

    assertThatThrownBy(() -> cosign(KEY))
        .isInstanceOfSatisfying(
            ReleaseException.class,
            failure -> {
              assertThat(failure.problem().kind()).isEqualTo(Problem.Kind.INPUT);
              assertThat(failure.problem().remedy())
                  .contains("Install cosign", "signing: none", "Nothing was written");
            });
  }

  @Test
  void aCosignThatSignsInAnotherFormIsRefusedBeforeItSigns() throws Exception {
    answers("exit 0", "v3.0.6");

    assertThatThrownBy(() -> cosign(KEY))
        .isInstanceOfSatisfying(
            ReleaseException.class,
            failure -> {
              assertThat(failure.problem().kind()).isEqualTo(Problem.Kind.INPUT);
              assertThat(failure.problem().text())
                  .contains("is cosign 3", "cosign-release: v2.5.3", "Nothing was written");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"v2.6.1", "2.5.0", "devel"})
  void aCosignOfTheSameFormSigns(String version) throws Exception {
    answers("exit 0", version);

    cosign(KEY).sign(REPOSITORY, INDEX);

    assertThat(arguments()).hasSize(1);
  }

  @Test
  void withoutAnIdentityNothingIsSigned() throws Exception {
    answers("exit 0");
    environment.remove("ACTIONS_ID_TOKEN_REQUEST_TOKEN");

    assertThatThrownBy(() -> cosign(new Signing.Keyless()).requireKey())
        .isInstanceOfSatisfying(
            ReleaseException.class,
            failure ->
                assertThat(failure.problem().text())
                    .contains("no workflow identity", "id-token: write"));
  }

  private static void assertRemote(ThrowingCallable call, String words) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ReleaseException.class,
            failure -> {
              assertThat(failure.problem().kind()).isEqualTo(Problem.Kind.REMOTE);
              assertThat(failure.problem().text()).contains(words);
            });
  }

  private Signer cosign(Signing signing) {
    RegistryCredentials credentials =
        host -> Optional.of(new RegistryLogin.Password("ada", Secret.of("canary-login")));
    return Signer.cosign(signing, SOURCE, folder, environment, credentials);
  }

  // A cosign that answers by these lines of a shell script.
  private void answers(String script) throws IOException {
    answers(script, "v2.5.0");
  }

  private void answers(String script, String version) throws IOException {
    Folders.writeExecutable(
        folder.resolve("bin/cosign"),
        """
        #!/bin/sh
        if [ "$1" = version ]; then echo '{ "gitVersion": "%3$s" }'; exit 0; fi
        echo "$*" >>'%1$s/arguments'
        env >'%1$s/variables'
        %2$s
        """
            .formatted(folder, script, version));
  }

  private List<String> arguments() throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve("arguments"));
    assertThat(lines).noneMatch(line -> line.contains("canary"));
    return lines;
  }

  private Map<String, String> variables() throws IOException {
    var variables = new HashMap<String, String>();
    for (String line : Files.readAllLines(folder.resolve("variables"))) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        variables.put(line.substring(0, equals), line.substring(equals + 1));
      }
    }
    variables.remove("_");
    variables.remove("SHLVL");
    variables.remove("OLDPWD");
    return variables;
  }
}
