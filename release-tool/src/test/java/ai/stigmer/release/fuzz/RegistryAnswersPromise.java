package ai.stigmer.release.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.image.ImageReader;
import ai.stigmer.release.oci.Descriptor;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.oci.Manifest;
import ai.stigmer.release.oci.MediaType;
import ai.stigmer.release.oci.Reference;
import ai.stigmer.release.oci.Referrer;
import ai.stigmer.release.oci.Repository;
import ai.stigmer.release.registry.Registry;
import ai.stigmer.release.registry.RegistryLogin;
import ai.stigmer.release.secret.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Whatever a registry answers, a call gives a value or one failure, and shows the password to the
/// registry and the token service it names alone. What is read by digest has that digest.
final class RegistryAnswersPromise implements Promise {

  private static final Repository REPOSITORY = Repository.of("registry.example/acme/tidy");
  private static final String LAYER = "application/vnd.oci.image.layer.v1.tar";
  private static final byte[] CONTENT = "content".getBytes(UTF_8);
  private static final Digest DIGEST = Digest.ofBytes(CONTENT);
  private static final Reference TAGGED = new Reference.Tagged(REPOSITORY, "v1.2.3");
  private static final Reference BY_DIGEST = new Reference.ByDigest(REPOSITORY, DIGEST);
  private static final Referrer REFERRER =
      Referrer.of(Descriptor.of(MediaType.INDEX, CONTENT), "text/plain", "it.txt", DIGEST, 7);

  private static final List<Consumer<Registry>> CALLS =
      List.of(
          registry -> registry.resolve(TAGGED),
          registry -> new ImageReader(registry).read(TAGGED),
          registry ->
              registry
                  .manifest(BY_DIGEST)
                  .ifPresent(manifest -> assertThat(manifest.digest()).isEqualTo(DIGEST)),
          registry -> registry.tags(REPOSITORY),
          registry -> registry.hasBlob(REPOSITORY, DIGEST),
          registry -> assertThat(registry.blob(REPOSITORY, DIGEST, 100)).isEqualTo(CONTENT),
          registry -> registry.referrers(REPOSITORY, DIGEST),
          registry -> registry.keepsReferrers(REPOSITORY, DIGEST),
          registry -> registry.attach(REPOSITORY, REFERRER),
          registry -> registry.tryWrite(REPOSITORY),
          registry -> registry.pushManifest(TAGGED, new Manifest(MediaType.INDEX, CONTENT)));

  @Override
  public void tryOn(byte[] input) throws Exception {
    for (Consumer<Registry> call : CALLS) {
      tryCall(input, call);
    }
    Path file = Files.createTempFile("fuzz", "blob");
    try {
      Files.write(file, CONTENT);
      var blob = new Descriptor(LAYER, DIGEST, CONTENT.length);
      tryCall(input, registry -> registry.pushBlob(REPOSITORY, blob, file, Optional.empty()));
      tryCall(input, registry -> registry.download(REPOSITORY, blob, file));
      assertThat(file).hasBinaryContent(CONTENT);
    } finally {
      Files.delete(file);
    }
  }

  private static void tryCall(byte[] input, Consumer<Registry> call) throws Exception {
    var answers = new Answers(input);
    Registry registry =
        Registry.connect(
            answers,
            host -> Optional.of(new RegistryLogin.Password("ada", Secret.of("canary"))),
            Answers.PATIENCE);
    Failures.doneOrProblem(() -> call.accept(registry));
    assertThat(answers.trusted())
        .allMatch(uri ->
            "https".equalsIgnoreCase(uri.getScheme())
                && (REPOSITORY.registry().equalsIgnoreCase(uri.getAuthority())
                    || answers.nameForTokens(uri)));
  }
}
