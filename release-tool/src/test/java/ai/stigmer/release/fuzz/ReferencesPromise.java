package ai.stigmer.release.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.configuration.AssetName;
import ai.stigmer.release.configuration.GitHubRepository;
import ai.stigmer.release.homebrew.FormulaName;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.oci.Platform;
import ai.stigmer.release.oci.Reference;
import ai.stigmer.release.oci.Repository;
import ai.stigmer.release.version.ReleaseTag;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/// What names something elsewhere. What is read prints as it was written, and is safe where it is
/// put: in an address, in a file name, in Ruby.
final class ReferencesPromise implements Promise {

  private static final Path FOLDER = Path.of("/folder");
  private static final ReleaseTag TAG = ReleaseTag.of("v1.2.3");

  @Override
  public void tryOn(byte[] input) throws Exception {
    String text = new String(input, UTF_8);
    printsAsWritten(text, Digest::of);
    printsAsWritten(text, Platform::of).ifPresent(platform -> requireFileName(platform.fileName()));
    printsAsWritten(text, Repository::of)
        .ifPresent(repository -> requireHost(repository.registry()));
    printsAsWritten(text, GitHubRepository::of)
        .ifPresent(repository ->
            assertThat(URI.create("https://github.com/" + repository + "/x").normalize().getPath())
                .isEqualTo("/" + text + "/x"));
    printsAsWritten(text, FormulaName::new)
        .ifPresent(name -> {
          requireFileName(name.value() + ".rb");
          assertThat(name.className()).matches("[A-Z][A-Za-z0-9]*");
        });
    printsAsWritten(text, AssetName::new).ifPresent(name -> requireFileName(name.of(TAG)));
    Optional<Reference> reference = Failures.valueOrProblem(() -> Reference.of(text));
    if (reference.isPresent()) {
      requireHost(reference.get().repository().registry());
      assertThat(Reference.of(reference.get().toString())).isEqualTo(reference.get());
    }
  }

  private static <T> Optional<T> printsAsWritten(String text, Function<String, T> reading)
      throws Exception {
    Optional<T> read = Failures.valueOrProblem(() -> reading.apply(text));
    read.ifPresent(value -> assertThat(value).hasToString(text));
    return read;
  }

  private static void requireFileName(String name) {
    assertThat(FOLDER.resolve(name).normalize().getParent()).isEqualTo(FOLDER);
  }

  private static void requireHost(String registry) {
    URI address = URI.create("https://" + registry + "/v2/");
    assertThat(address.getRawAuthority()).isEqualTo(registry);
    assertThat(address.getHost()).isNotNull();
    assertThat(address.getPort()).isLessThanOrEqualTo(65_535);
    assertThat(address.getRawPath()).isEqualTo("/v2/");
    assertThat(address.getRawUserInfo()).isNull();
  }
}
