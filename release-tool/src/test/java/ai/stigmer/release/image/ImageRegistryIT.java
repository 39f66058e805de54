package ai.stigmer.release.image;

import static ai.stigmer.release.image.ImageFixture.AMD64;
import static ai.stigmer.release.image.ImageFixture.APPLICATION;
import static ai.stigmer.release.image.ImageFixture.ARM64;
import static ai.stigmer.release.image.ImageFixture.RUNTIME;
import static ai.stigmer.release.image.ImageFixture.inputs;
import static ai.stigmer.release.image.ImageFixture.spec;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.release.http.HttpTransport;
import ai.stigmer.release.http.RetryPolicy;
import ai.stigmer.release.oci.Platform;
import ai.stigmer.release.oci.Reference;
import ai.stigmer.release.oci.Repository;
import ai.stigmer.release.problem.Problem;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.registry.Registry;
import ai.stigmer.release.registry.RegistryCredentials;
import ai.stigmer.release.registry.RegistryLogin;
import ai.stigmer.release.secret.Secret;
import ai.stigmer.testing.DockerRegistry;
import ai.stigmer.testing.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Images in Debian's docker-registry, which asks for a password.
class ImageRegistryIT {

  private static final RetryPolicy RETRIES =
      new RetryPolicy(4, Duration.ofMillis(1), Duration.ofMillis(1), RetryPolicy.Pauses.SLEEPING);
  private static final RegistryCredentials CREDENTIALS =
      registry -> Optional.of(new RegistryLogin.Password("tidy", Secret.of("sesame-1")));

  @TempDir private Path work;
  private DockerRegistry docker;
  private Registry registry;
  private Repository bases;

  @BeforeEach
  void start() throws IOException {
    docker =
        DockerRegistry.start(Files.createDirectory(work.resolve("docker")), "tidy", "sesame-1");
    registry = Registry.connect(HttpTransport.overSockets(), CREDENTIALS, RETRIES);
    bases = Repository.of(docker.address() + "/acme/base");
    inputs(work.resolve("root"));
  }

  @AfterEach
  void stop() {
    docker.close();
  }

  @Test
  void skopeoFindsWhatWasPushed() {
    Repository runner = Repository.of(docker.address() + "/acme/tidy-runner");
    BuiltImage image = build(spec(), CREDENTIALS, "work");
    new ImagePusher(registry).push(image, runner, ImageListener.SILENT);

    String found =
        Tool.run(
            "skopeo",
            "inspect",
            "--raw",
            "--tls-verify=false",
            "--creds=tidy:sesame-1",
            "docker://" + runner + "@" + image.digest());
    assertThat(found.getBytes(UTF_8)).isEqualTo(image.manifest().content());
    assertThat(new ImageReader(registry).read(new Reference.ByDigest(runner, image.digest())))
        .hasValueSatisfying(published -> assertThat(published.isWhole()).isTrue());
  }

  @Test
  void anImageOnABaseNamesItAndSendsNoneOfItsLayers() {
    BuiltImage base = pushBase(AMD64, ARM64);
    BuiltImage image = build(onBase(AMD64, ARM64), CREDENTIALS, "work");
    Repository runner = Repository.of(docker.address() + "/acme/tidy-runner");
    ImagePusher.Pushed pushed = new ImagePusher(registry).push(image, runner, ImageListener.SILENT);

    assertThat(image.index().annotations())
        .containsEntry("org.opencontainers.image.base.name", bases + ":1")
        .containsEntry("org.opencontainers.image.base.digest", base.digest().toString());
    for (int index = 0; index < 2; index++) {
      assertThat(image.platforms().get(index).layers())
          .startsWith(base.platforms().get(index).layers().getFirst())
          .hasSize(2);
    }
    // The application layer and two configurations.
    assertThat(pushed.blobsSent()).isEqualTo(3);
    assertThat(build(onBase(AMD64, ARM64), CREDENTIALS, "other").digest())
        .isEqualTo(image.digest());
    assertThat(System.getProperty("sendCredentialsOverHttp")).isNull();
  }

  @Test
  void aBasePulledByHalvesIsPulledAgain() throws IOException {
    pushBase(AMD64);
    BuiltImage whole = build(onBase(AMD64), CREDENTIALS, "work");
    try (Stream<Path> cached = Files.walk(work.resolve("work/jib/bases/layers"))) {
      for (Path layer : cached.filter(Files::isRegularFile).toList()) {
        Files.delete(layer);
        Files.delete(layer.resolveSibling(""));
      }
    }
    assertThat(build(onBase(AMD64), CREDENTIALS, "work").digest()).isEqualTo(whole.digest());
  }

  @Test
  void aWrongPasswordForTheBaseIsAMatterOfPermission() {
    pushBase(AMD64);
    RegistryCredentials wrong =
        registry -> Optional.of(new RegistryLogin.Password("tidy", Secret.of("sesame-2")));

    assertThatThrownBy(() -> build(onBase(AMD64), wrong, "work"))
        .isInstanceOfSatisfying(
            ReleaseException.class,
            refused -> assertThat(refused.problem().kind()).isEqualTo(Problem.Kind.PERMISSION))
        .hasMessageContaining("refuses to show the base image '" + bases + ":1'");
  }

  @Test
  void aBaseOfOnePlatformServesNoOther() {
    BuiltImage base = pushBase(ARM64);
    registry.pushManifest(new Reference.Tagged(bases, "1"), base.platforms().getFirst().manifest());

    assertThat(build(onBase(ARM64), CREDENTIALS, "work").platforms()).hasSize(1);
    assertThatThrownBy(() -> build(onBase(AMD64), CREDENTIALS, "work"))
        .isInstanceOf(ReleaseException.class)
        .hasMessageContaining("is not made for linux/amd64");
  }

  private BuiltImage pushBase(Platform... platforms) {
    BuiltImage base =
        build(spec(ImageSpec.SCRATCH, List.of(platforms), RUNTIME), CREDENTIALS, "base");
    new ImagePusher(registry).push(base, bases, ImageListener.SILENT);
    registry.pushManifest(new Reference.Tagged(bases, "1"), base.manifest());
    return base;
  }

  private ImageSpec onBase(Platform... platforms) {
    return spec(bases + ":1", List.of(platforms), APPLICATION);
  }

  private BuiltImage build(ImageSpec spec, RegistryCredentials credentials, String folder) {
    return new ImageBuilder(registry, credentials, RETRIES)
        .build(
            spec,
            ImageFixture.IDENTITY,
            work.resolve("root"),
            work.resolve(folder),
            ImageListener.SILENT);
  }
}
