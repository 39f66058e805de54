package ai.stigmer.release.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.release.http.HttpTransport;
import ai.stigmer.release.http.RetryPolicy;
import ai.stigmer.release.oci.Reference;
import ai.stigmer.release.oci.Repository;
import ai.stigmer.release.problem.Problem;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.rehearsal.registry.EmbeddedRegistry;
import ai.stigmer.release.secret.Secret;
import ai.stigmer.release.testing.Answer;
import ai.stigmer.release.testing.SampleImage;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Bearer tokens: which are asked for, how often, and who is shown the password.
class TokenTest {

  private static final RegistryCredentials PASSWORD =
      host -> Optional.of(new RegistryLogin.Password("me", Secret.of("secret")));

  private static final RetryPolicy RETRIES =
      new RetryPolicy(2, Duration.ZERO, Duration.ofMinutes(1), pause -> {});
  private static final String UNKNOWN = "{\"errors\":[{\"code\":\"MANIFEST_UNKNOWN\"}]}";

  @TempDir private Path folder;

  @Test
  void oneTokenServesEveryRequestOfItsScope() {
    try (var embedded = EmbeddedRegistry.start(folder.resolve("world"), 0, Optional.empty())) {
      var service = new TokenService(HttpTransport.overSockets(), 1000);
      Registry registry = connect(service, PASSWORD);
      var repository = new Repository(embedded.address(), "me/it");
      var reference = new Reference.Tagged(repository, "v1.0.0");
      SampleImage image = SampleImage.make(folder, "sample");
      image.push(registry, reference);
      assertThat(registry.manifest(reference)).contains(image.manifest());
      assertThat(registry.tags(repository)).containsExactly("v1.0.0");
      assertThat(service.tokenRequests())
          .containsExactly("repository:me/it:pull,push", "repository:me/it:pull");
      assertThat(service.shownToService()).containsOnly("Basic bWU6c2VjcmV0");
    }
  }

  @Test
  void whoeverIsGoingToWriteAsksForThatRightWithTheFirstRead() {
    assertThat(scopesOfAReadBeforeAWrite(PASSWORD)).containsExactly("repository:me/it:pull,push");
    assertThat(scopesOfAReadBeforeAWrite(RegistryCredentials.none()))
        .containsExactly("repository:me/it:pull");
  }

  /// The base of an image may be somebody else's.
  @Test
  void anotherRepositoryIsOnlyRead() {
    var service = new TokenService(request -> Answer.to(request, 404).with(UNKNOWN), 1000);
    connectToWrite(service, PASSWORD).manifest(tag("127.0.0.1:1/other/base"));

    assertThat(service.tokenRequests()).containsExactly("repository:other/base:pull");
  }

  private static List<String> scopesOfAReadBeforeAWrite(RegistryCredentials credentials) {
    var service = new TokenService(request -> Answer.to(request, 404).with(UNKNOWN), 1000);
    Registry registry = connectToWrite(service, credentials);
    registry.manifest(tag("127.0.0.1:1/me/it"));
    registry.digest(tag("127.0.0.1:1/me/it"));
    return service.tokenRequests();
  }

  private static Reference tag(String repository) {
    return new Reference.Tagged(Repository.of(repository), "v1.0.0");
  }

  @Test
  void anExpiredTokenIsRenewed() {
    try (var embedded = EmbeddedRegistry.start(folder.resolve("world"), 0, Optional.empty())) {
      var service = new TokenService(HttpTransport.overSockets(), 1);
      Registry registry = connect(service, RegistryCredentials.none());
      var repository = new Repository(embedded.address(), "me/it");
      SampleImage image = SampleImage.make(folder, "sample");
      image.push(registry, new Reference.Tagged(repository, "v1.0.0"));
      assertThat(service.tokenRequests()).hasSize(7);
      assertThat(service.shownToService()).containsOnly("");
    }
  }

  @Test
  void anIdentityTokenIsExchangedInTheBodyOfAPost() {
    var exchanges = new ArrayList<HttpRequest>();
    HttpTransport transport =
        request -> {
          if (request.uri().getPath().equals("/token")) {
            exchanges.add(request);
            return Answer.to(request, 200).with("{\"access_token\":\"fresh\"}");
          }
          return request.headers().firstValue("Authorization").equals(Optional.of("Bearer fresh"))
              ? Answer.to(request, 200).with("{\"tags\":[\"v1\"]}")
              : challenged(request, "https://auth.example/token");
        };
    Registry registry =
        connect(transport, host -> Optional.of(new RegistryLogin.IdentityToken(Secret.of("old"))));
    assertThat(registry.tags(Repository.of("registry.example/me/it"))).containsExactly("v1");
    assertThat(exchanges)
        .singleElement()
        .satisfies(exchange -> {
          assertThat(exchange.method()).isEqualTo("POST");
          assertThat(exchange.uri()).hasToString("https://auth.example/token");
          assertThat(exchange.headers().firstValue("Authorization")).isEmpty();
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://auth.example/token",
        "http://127.0.0.1/token",
        "file:/token",
        "",
        "https:"
      })
  void aTokenIsFetchedFromHttpsAlone(String realm) {
    var asked = new ArrayList<String>();
    HttpTransport transport =
        request -> {
          asked.add(request.uri().getHost());
          return challenged(request, realm);
        };
    assertThatThrownBy(
            () -> connect(transport, PASSWORD).tags(Repository.of("registry.example/me/it")))
        .isInstanceOf(ReleaseException.class)
        .hasMessageContaining("registry.example");
    assertThat(asked).isEqualTo(List.of("registry.example"));
  }

  @Test
  void aRefusingTokenServiceIsAProblemOfPermission() {
    HttpTransport transport =
        request ->
            request.uri().getHost().equals("auth.example")
                ? Answer.to(request, 403)
                : challenged(request, "https://auth.example/token");
    assertThatThrownBy(
            () -> connect(transport, PASSWORD).tags(Repository.of("registry.example/me/it")))
        .isInstanceOfSatisfying(
            ReleaseException.class,
            failure -> assertThat(failure.problem().kind()).isEqualTo(Problem.Kind.PERMISSION));
  }

  @Test
  void anAnswerWithoutATokenIsNotQuoted() {
    HttpTransport transport =
        request ->
            request.uri().getHost().equals("auth.example")
                ? Answer.to(request, 200).with("unquoted-token")
                : challenged(request, "https://auth.example/token");
    assertThatThrownBy(
            () -> connect(transport, PASSWORD).tags(Repository.of("registry.example/me/it")))
        .hasMessageContaining("auth.example")
        .hasMessageNotContaining("unquoted");
  }

  private static Answer challenged(HttpRequest request, String realm) {
    return Answer.to(request, 401)
        .with("WWW-Authenticate", "Bearer realm=\"" + realm + "\",service=\"s\"");
  }

  private static Registry connect(HttpTransport transport, RegistryCredentials credentials) {
    return Registry.connect(transport, credentials, RETRIES);
  }

  private static Registry connectToWrite(HttpTransport transport, RegistryCredentials credentials) {
    return Registry.connectToWrite(
        Repository.of("127.0.0.1:1/me/it"), transport, credentials, RETRIES);
  }
}
