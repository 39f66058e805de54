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
import ai.stigmer.release.signing.Signing.Keyless;
import ai.stigmer.release.testing.Folders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What cosign is called with, and how its answers are taken.
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

  private static final String IDENTITY =
      "--certificate-oidc-issuer=https://token.actions.githubusercontent.com"
          + " --certificate-identity-regexp=^(?i:https://github\\.com/acme/tidy)/\\.github/workflows/[^@]+@refs/(tags|heads)/.+$";
  private static final String PUBLIC_KEY = "\"publicKey\": {\"hint\": \"AAAA\"}";
  private static final String CERTIFICATE = "\"certificate\": {\"rawBytes\": \"AAAA\"}";

  @TempDir private Path folder;
  private StandInCosign standIn;
  private final Map<String, String> environment = new HashMap<>(SECRETS);

  @BeforeEach
  void start() throws IOException {
    environment.put("PATH", folder.resolve("bin") + ":/usr/bin:/bin");
    environment.put("HOME", folder.toString());
    standIn = StandInCosign.in(folder);
  }

  @Test
  void signingShowsAKeyByItsNameAndCosignOnlyWhatItNeeds() throws Exception {
    cosign(KEY).sign(REPOSITORY, INDEX);

    assertThat(standIn.arguments())
        .containsExactly("sign --yes --key env://THE_KEY " + REPOSITORY + "@" + INDEX);
    assertSees("THE_KEY", "COSIGN_PASSWORD");
    assertThat(standIn.variables()).containsEntry("COSIGN_PASSWORD", "canary-password");
  }

  @Test
  void verifyingSeesNoPrivateKey() throws Exception {
    assertThat(cosign(KEY).signed(REPOSITORY, List.of(INDEX))).containsExactly(INDEX);

    assertThat(standIn.arguments())
        .containsExactly(
            "public-key --key env://THE_KEY",
            "verify --key env://RELEASE_TOOL_PUBLIC_KEY " + REPOSITORY + "@" + INDEX);
    assertSees("RELEASE_TOOL_PUBLIC_KEY");
    assertThat(standIn.variables()).containsEntry("RELEASE_TOOL_PUBLIC_KEY", "the public key");
  }

  @Test
  void aPublicKeyInTheRepositoryNeedsNoPrivateOneToVerify() throws Exception {
    Folders.write(folder.resolve("cosign.pub"), "the public key");

    cosign(new KeyPair("env://THE_KEY", Optional.of("cosign.pub"), true))
        .signed(REPOSITORY, List.of(INDEX));

    assertThat(standIn.arguments())
        .containsExactly("verify --key env://RELEASE_TOOL_PUBLIC_KEY " + REPOSITORY + "@" + INDEX);
  }

  @Test
  void withoutAKeyTheWorkflowsIdentitySignsAndOnlyThatOneIsAccepted() throws Exception {
    Signer signer = cosign(new Keyless());

    signer.requireKey();
    signer.sign(REPOSITORY, INDEX);
    assertSees("ACTIONS_ID_TOKEN_REQUEST_URL", "ACTIONS_ID_TOKEN_REQUEST_TOKEN");
    signer.signed(REPOSITORY, List.of(INDEX));

    assertThat(standIn.arguments())
        .containsExactly(
            "sign --yes " + REPOSITORY + "@" + INDEX,
            "verify " + IDENTITY + " " + REPOSITORY + "@" + INDEX);
    assertSees();
  }

  @Test
  void aFilesSignatureIsACertificateOfTheWorkflowsIdentity() throws Exception {
    Path bundle = bundle(CERTIFICATE);

    cosign(new Keyless()).sign(file(), bundle);
    assertThat(cosign(new Keyless()).isSigned(file(), bundle)).isTrue();

    assertThat(standIn.arguments())
        .containsExactly(
            "sign-blob --yes --new-bundle-format=true --bundle " + bundle + " " + file(),
            "verify-blob --new-bundle-format=true "
                + IDENTITY
                + " --bundle "
                + bundle
                + " "
                + file());
  }

  /// A machine without an identity of its own cannot sign, and can tell who did.
  @Test
  void withoutAnIdentityNothingIsSignedAndEverythingVerified() throws Exception {
    environment.remove("ACTIONS_ID_TOKEN_REQUEST_TOKEN");
    Signer signer = cosign(new Keyless());

    assertInput(signer::requireKey, "no workflow identity", "id-token: write");
    assertThat(signer.signed(REPOSITORY, List.of(INDEX))).containsExactly(INDEX);
    assertThat(signer.isSigned(file(), bundle(CERTIFICATE))).isTrue();
    assertThat(standIn.arguments()).allMatch(line -> line.contains(IDENTITY));
  }

  @Test
  void thePublicLogIsLeftOutOnlyWhereTheConfigurationSaysSo() throws Exception {
    Signer signer = cosign(new KeyPair("a.key", Optional.empty(), false));

    signer.sign(REPOSITORY, INDEX);
    signer.signed(REPOSITORY, List.of(INDEX));
    assertThat(signer.isSigned(file(), bundle(PUBLIC_KEY))).isTrue();

    assertThat(standIn.arguments().getFirst()).contains(" --tlog-upload=false ");
    assertThat(standIn.arguments().get(2)).contains(" --insecure-ignore-tlog=true ");
    assertThat(standIn.arguments().getLast())
        .contains(" --trusted-root=/dev/stdin ", " --insecure-ignore-tlog=true ");
    assertThat(standIn.input()).contains("trustedroot");
  }

  @Test
  void plainHttpIsSpokenToThisMachineOnly() throws Exception {
    cosign(KEY).sign(Repository.of("127.0.0.1:5000/acme/tidy"), INDEX);

    assertThat(standIn.arguments().getFirst()).contains(" --allow-http-registry ");
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 12, 13})
  void oneUnsignedManifestAmongOthersIsFound(int exit) throws Exception {
    standIn.answering("case $* in *" + PLATFORM + "*) exit " + exit + ";; esac; exit 0");

    assertThat(cosign(KEY).signed(REPOSITORY, List.of(INDEX, PLATFORM))).isEqualTo(Set.of(INDEX));
  }

  @Test
  void whatCouldNotBeCheckedIsNeitherValidNorInvalid() throws Exception {
    standIn.answering("echo 'error during command execution: no such host' >&2; exit 1");
    Path bundle = bundle(PUBLIC_KEY);

    assertRemote(() -> cosign(KEY).signed(REPOSITORY, List.of(INDEX)), "no such host");
    assertRemote(() -> cosign(KEY).isSigned(file(), bundle), "no such host");
    assertRemote(() -> cosign(KEY).sign(REPOSITORY, INDEX), "no such host");
    assertRemote(() -> cosign(KEY).sign(file(), bundle), "no such host");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "failed to verify signature: could not verify message: invalid signature",
        "failed to verify certificate identity: no matching CertificateIdentity found",
        "failed to verify log inclusion: not enough verified log entries",
        "error getting bundle version: validation error: unsupported media type",
        "proto: (line 1:2): unknown field"
      })
  void whatCosignFindsInvalidIsNoSignature(String words) throws Exception {
    standIn.answering("echo 'error during command execution: " + words + "' >&2; exit 1");

    assertThat(cosign(KEY).isSigned(file(), bundle(PUBLIC_KEY))).isFalse();
  }

  /// In the older form cosign believes whatever key the file itself carries.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no JSON",
        "{}",
        "[]",
        "{\"base64Signature\": \"AAAA\", \"cert\": \"AAAA\"}",
        "{\"mediaType\": \"\", \"verificationMaterial\": {}, \"messageSignature\": {}}",
        "{\"mediaType\": \"\", \"verificationMaterial\": {\"publicKey\": {}},"
            + " \"messageSignature\": {}, \"Cert\": \"AAAA\"}"
      })
  void whatIsNoBundleIsNoSignature(String content) throws Exception {
    Path bundle = Folders.write(folder.resolve("bundle"), content);

    assertThat(cosign(KEY).isSigned(file(), bundle)).isFalse();
    assertThat(cosign(new Keyless()).isSigned(file(), bundle)).isFalse();
  }

  @Test
  void aKeyIsNoIdentityAndAnIdentityNoKey() throws Exception {
    assertThat(cosign(new Keyless()).isSigned(file(), bundle(PUBLIC_KEY))).isFalse();
    assertThat(cosign(KEY).isSigned(file(), bundle(CERTIFICATE))).isFalse();
  }

  @Test
  void withoutCosignNothingBegins() {
    environment.put("PATH", folder.toString());

    assertInput(() -> cosign(KEY), "Install cosign", "signing: none", "Nothing was written");
  }

  @Test
  void aCosignWhoseFormIsUnknownIsRefusedBeforeItSigns() throws Exception {
    StandInCosign.of(folder, "v4.0.0", "");

    assertInput(() -> cosign(KEY), "is cosign 4", "cosign-release: v2.5.3", "Nothing was written");
  }

  @ParameterizedTest
  @ValueSource(strings = {"v2.5.3", "2.5.0", "devel"})
  void aCosignWithoutTheOptionsIsNotGivenThem(String version) throws Exception {
    standIn = StandInCosign.of(folder, version, "--tlog-upload");

    cosign(KEY).sign(REPOSITORY, INDEX);

    assertThat(standIn.arguments()).hasSize(1).noneMatch(line -> line.contains("bundle-format"));
  }

  /// What a distribution built tells no number.
  @ParameterizedTest
  @ValueSource(strings = {"v2.6.1", "v3.0.6", "devel"})
  void aCosignThatCanSignInAnotherFormIsToldToKeepThisOne(String version) throws Exception {
    standIn = StandInCosign.of(folder, version, "    --use-signing-config  whether");
    Signer signer = cosign(KEY);

    signer.sign(REPOSITORY, INDEX);
    signer.signed(REPOSITORY, List.of(INDEX));
    signer.sign(file(), folder.resolve("bundle"));
    signer.isSigned(file(), bundle(PUBLIC_KEY));

    assertThat(standIn.arguments())
        .filteredOn(line -> !line.startsWith("public-key"))
        .extracting(line -> line.replaceFirst(" --key.*", ""))
        .containsExactly(
            "sign --yes --new-bundle-format=false --use-signing-config=false",
            "verify --new-bundle-format=false",
            "sign-blob --yes --new-bundle-format=true --use-signing-config=false",
            "verify-blob --new-bundle-format=true");
  }

  /// cosign knows Docker Hub by the name that Docker does, and no other.
  @ParameterizedTest
  @CsvSource({
    "docker.io, https://index.docker.io/v1/",
    "registry.example:5000, registry.example:5000"
  })
  void theLoginIsUnderTheNameThatCosignAsksFor(String registry, String server) throws Exception {
    standIn.answering("cp \"$DOCKER_CONFIG/config.json\" '" + folder + "'");

    cosign(KEY).sign(Repository.of(registry + "/acme/tidy"), INDEX);

    assertThat(folder.resolve("config.json"))
        .hasContent("{\"credHelpers\":{\"" + server + "\":\"release-tool-login\"}}");
    assertThat(standIn.variables().get("RELEASE_TOOL_REGISTRY_LOGIN"))
        .contains("\"ServerURL\":\"" + server + "\"");
  }

  private void assertSees(String... further) throws IOException {
    var names =
        new ArrayList<>(List.of("PATH", "HOME", "DOCKER_CONFIG", "RELEASE_TOOL_REGISTRY_LOGIN"));
    names.addAll(List.of(further));
    assertThat(standIn.variables()).containsOnlyKeys(names);
  }

  private static void assertInput(ThrowingCallable call, String... words) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ReleaseException.class,
            failure -> {
              assertThat(failure.problem().kind()).isEqualTo(Problem.Kind.INPUT);
              assertThat(failure.problem().text()).contains(words);
            });
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

  private Path file() throws IOException {
    return Folders.write(folder.resolve("checksums.txt"), "text");
  }

  private Path bundle(String material) throws IOException {
    return Folders.write(
        folder.resolve("bundle"),
        """
        {"mediaType": "application/vnd.dev.sigstore.bundle.v0.3+json",
         "verificationMaterial": {%s}, "messageSignature": {}}
        """
            .formatted(material));
  }
}
