package ai.stigmer.release.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.release.artifact.Artifact;
import ai.stigmer.release.artifact.Checksums;
import ai.stigmer.release.github.ReleaseAsset;
import ai.stigmer.release.http.HttpTransport;
import ai.stigmer.release.http.RetryPolicy;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.oci.ImageIndex;
import ai.stigmer.release.oci.Reference;
import ai.stigmer.release.oci.Reference.ByDigest;
import ai.stigmer.release.oci.Reference.Tagged;
import ai.stigmer.release.oci.Repository;
import ai.stigmer.release.registry.Registry;
import ai.stigmer.release.registry.RegistryLogin;
import ai.stigmer.release.secret.Secret;
import ai.stigmer.testing.DockerRegistry;
import ai.stigmer.testing.Tool;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Releases signed by the real cosign, with a key and offline, in Debian's docker-registry, which
/// asks for a password and lists no referrers.
class SigningIT {

  private static final String PASSWORD = "canary-cosign-77aa";
  private static final String TAG = "v1.2.3";
  private static final String LOGIN =
      Base64.getEncoder()
          .encodeToString(
              (TestWorld.REGISTRY_USER + ":" + TestWorld.REGISTRY_PASSWORD).getBytes(UTF_8));

  @TempDir private Path folder;
  private TestWorld world;
  private DockerRegistry docker;
  private Repository repository;

  @BeforeEach
  void start() throws IOException {
    world = TestWorld.start(folder.resolve("world"));
    docker =
        DockerRegistry.start(
            Files.createDirectory(folder.resolve("registry")),
            TestWorld.REGISTRY_USER,
            TestWorld.REGISTRY_PASSWORD);
    repository = new Repository(docker.address(), "acme/tidy-runner");
    makeKeys("right", PASSWORD);
    makeKeys("wrong", PASSWORD);
  }

  @AfterEach
  void close() {
    docker.close();
    world.close();
  }

  @Test
  void cosignAgreesWithAReleaseAndRefusesAnotherKey() throws IOException {
    Run released = run("right", "release", TAG).exits(0);

    assertThat(released.out() + released.err()).doesNotContain("canary-");
    List<Digest> manifests = manifests();
    assertThat(manifests).hasSize(3);
    for (Digest manifest : manifests) {
      assertThat(verify("right", manifest)).contains(manifest.toString());
      assertThatThrownBy(() -> verify("wrong", manifest)).hasMessageContaining("no matching");
    }
    assertThat(verifyChecksums("right")).isEmpty();
    assertThatThrownBy(() -> verifyChecksums("wrong")).hasMessageContaining("invalid signature");
  }

  @Test
  void aSecondRunSignsNothingAndVerifyIsSatisfied() {
    run("right", "release", TAG).exits(0);
    int before = docker.requests().size();

    Run again = run("right", "release", TAG).exits(0).wroteNothing();

    assertThat(again.out()).contains("nothing to do, nothing written");
    assertThat(docker.requests().stream().skip(before)).isNotEmpty().allMatch(SigningIT::isRead);
    run("right", "verify", TAG).exits(0).wroteNothing();
  }

  @Test
  void aSignatureByAnotherKeyIsDriftAndIsMended() throws IOException {
    run("right", "release", TAG).exits(0);
    Digest index = manifests().getFirst();
    dropSignature(index);
    sign("wrong", index);

    Run drifted = run("right", "verify", TAG).exits(4).wroteNothing();
    assertThat(drifted.out()).contains("✗ signature index");
    run("wrong", "verify", TAG).exits(4);
    run("right", "release", TAG).exits(0);
    run("right", "verify", TAG).exits(0);
  }

  @Test
  void aSignatureOfOtherChecksumsIsDriftAndIsMended() throws IOException {
    run("right", "release", TAG).exits(0);
    Path bundle = folder.resolve("bundle");
    Path other = Files.writeString(folder.resolve("other"), "other");
    cosign(
        "sign-blob",
        "--yes",
        "--new-bundle-format",
        "--tlog-upload=false",
        "--key=" + key("right"),
        "--bundle=" + bundle,
        other.toString());
    ReleaseAsset signature = signature();
    world.host().deleteAsset(signature.id());
    world.host().upload(world.hosted(TAG).id(), Artifact.of(Checksums.SIGNATURE_NAME, bundle));

    Run drifted = run("right", "verify", TAG).exits(4).wroteNothing();
    assertThat(drifted.out()).contains("✗ signature checksums.txt");
    run("right", "release", TAG).exits(0);
    run("right", "verify", TAG).exits(0);
    assertThat(verifyChecksums("right")).isEmpty();
  }

  /// cosign believes the key that a bundle of its older form brings along.
  @Test
  void aSignatureThatBringsItsOwnKeyAlongIsDrift() throws IOException {
    run("right", "release", TAG).exits(0);
    Path checksums = folder.resolve(Checksums.FILE_NAME);
    world.host().download(world.hosted(TAG).asset(Checksums.FILE_NAME).orElseThrow(), checksums);
    String signed =
        cosign(
            "sign-blob",
            "--yes",
            "--tlog-upload=false",
            "--key=" + key("wrong"),
            checksums.toString());
    byte[] key = Files.readAllBytes(folder.resolve("wrong.pub"));
    Path bundle = folder.resolve("bundle");
    Files.writeString(
        bundle,
        "{\"base64Signature\": \"%s\", \"cert\": \"%s\"}"
            .formatted(signed.strip(), Base64.getEncoder().encodeToString(key)));
    ReleaseAsset signature = signature();
    world.host().deleteAsset(signature.id());
    world.host().upload(world.hosted(TAG).id(), Artifact.of(Checksums.SIGNATURE_NAME, bundle));

    assertThat(run("right", "verify", TAG).exits(4).out()).contains("✗ signature checksums.txt");
  }

  @Test
  void aPublicKeyIsEnoughToVerify() throws IOException {
    run("right", "release", TAG).exits(0);
    Files.copy(folder.resolve("right.pub"), world.product().root().resolve("cosign.pub"));

    world
        .run(
            "verify",
            TAG,
            "--set",
            "image.repository=" + repository,
            "--set",
            "signing={cosign-key: 'env://NOT_HERE', public-key: cosign.pub, transparency-log: none}")
        .exits(0);
  }

  @Test
  void aKeyThatCannotSignIsRefusedBeforeAnyWrite() throws IOException {
    Run wrongPassword =
        world.run(Map.of("COSIGN_PASSWORD", "another"), arguments("right", "release", TAG));
    assertThat(wrongPassword.exits(2).wroteNothing().err())
        .contains("The signing key " + key("right") + " cannot be used", "COSIGN_PASSWORD");

    Path keys = Files.createDirectories(world.product().root().resolve("build"));
    Files.copy(folder.resolve("wrong.pub"), keys.resolve("cosign.pub"));
    Run otherHalf = run("right", "release", TAG, "--set", "signing.public-key=build/cosign.pub");
    assertThat(otherHalf.exits(2).wroteNothing().err())
        .contains("signing.public-key is not the public half of signing.cosign-key");
    assertThat(docker.requests()).allMatch(SigningIT::isRead);
  }

  @Test
  void aRehearsalSignsWithAKeyOfItsOwn() {
    Run rehearsed = world.run("rehearse", "--set", "signing=cosign").exits(0).wroteNothing();

    assertThat(rehearsed.err()).contains("Signatures are rehearsed with a key made for it");
    assertThat(rehearsed.out()).contains("✓ I6 ", "referrers, signatures");
  }

  private Run run(String key, String... command) {
    return world.run(Map.of("COSIGN_PASSWORD", PASSWORD), arguments(key, command));
  }

  private String[] arguments(String key, String... command) {
    var arguments = new ArrayList<>(List.of(command));
    List<String> settings =
        List.of(
            "--set",
            "image.repository=" + repository,
            "--set",
            "signing={cosign-key: " + key(key) + ", transparency-log: none}");
    // Further settings come last.
    arguments.addAll(2, settings);
    return arguments.toArray(String[]::new);
  }

  private static boolean isRead(String request) {
    return request.startsWith("GET ") || request.startsWith("HEAD ");
  }

  // The index, then each platform's manifest.
  private List<Digest> manifests() {
    var tag = new Tagged(repository, TAG);
    var index = ImageIndex.parse(registry().manifest(tag).orElseThrow(), TAG);
    var manifests = new ArrayList<>(List.of(registry().digest(tag).orElseThrow()));
    index.entries().forEach(entry -> manifests.add(entry.manifest().digest()));
    return manifests;
  }

  private Registry registry() {
    return Registry.connect(
        HttpTransport.overSockets(),
        host ->
            Optional.of(
                new RegistryLogin.Password(
                    TestWorld.REGISTRY_USER, Secret.of(TestWorld.REGISTRY_PASSWORD))),
        RetryPolicy.STANDARD);
  }

  private ReleaseAsset signature() {
    return world.hosted(TAG).asset(Checksums.SIGNATURE_NAME).orElseThrow();
  }

  private void makeKeys(String name, String password) {
    Tool.run(
        Map.of("COSIGN_PASSWORD", password),
        List.of("cosign", "generate-key-pair", "--output-key-prefix=" + folder.resolve(name)));
  }

  private Path key(String name) {
    return folder.resolve(name + ".key");
  }

  private String verify(String key, Digest manifest) throws IOException {
    return cosign(
        "verify",
        "--insecure-ignore-tlog=true",
        "--allow-http-registry",
        "--key=" + folder.resolve(key + ".pub"),
        new ByDigest(repository, manifest).toString());
  }

  private void sign(String key, Digest manifest) throws IOException {
    cosign(
        "sign",
        "--yes",
        "--tlog-upload=false",
        "--allow-http-registry",
        "--key=" + key(key),
        new ByDigest(repository, manifest).toString());
  }

  private String verifyChecksums(String key) throws IOException {
    Path bundle = folder.resolve("downloaded.bundle");
    Path checksums = folder.resolve(Checksums.FILE_NAME);
    // Not told that nothing of Sigstore's is trusted, cosign asks its services what is.
    Path nothing =
        Files.writeString(
            folder.resolve("trusted-root.json"),
            "{\"mediaType\": \"application/vnd.dev.sigstore.trustedroot+json;version=0.1\"}");
    world.host().download(signature(), bundle);
    world.host().download(world.hosted(TAG).asset(Checksums.FILE_NAME).orElseThrow(), checksums);
    return cosign(
        "verify-blob",
        "--new-bundle-format",
        "--trusted-root=" + nothing,
        "--insecure-ignore-tlog=true",
        "--key=" + folder.resolve(key + ".pub"),
        "--bundle=" + bundle,
        checksums.toString());
  }

  private void dropSignature(Digest manifest) throws IOException {
    Reference tag = new Tagged(repository, "sha256-" + manifest.hex() + ".sig");
    Digest signature = registry().digest(tag).orElseThrow();
    URI uri =
        URI.create(
            "http://"
                + repository.registry()
                + "/v2/"
                + repository.path()
                + "/manifests/"
                + signature);
    HttpRequest request =
        HttpRequest.newBuilder(uri).DELETE().header("Authorization", "Basic " + LOGIN).build();
    try (InputStream answer = HttpTransport.overSockets().send(request).body()) {
      assertThat(answer.readAllBytes()).isEmpty();
    }
    assertThat(registry().digest(tag)).isEmpty();
  }

  private String cosign(String... arguments) throws IOException {
    Path docker = Files.createDirectories(folder.resolve("docker"));
    Files.writeString(
        docker.resolve("config.json"),
        "{\"auths\": {\"%s\": {\"auth\": \"%s\"}}}".formatted(repository.registry(), LOGIN));
    var command = new ArrayList<>(List.of("cosign"));
    command.addAll(List.of(arguments));
    return Tool.run(
        Map.of("COSIGN_PASSWORD", PASSWORD, "DOCKER_CONFIG", docker.toString()), command);
  }
}
