package ai.stigmer.release.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.release.http.HttpTransport;
import ai.stigmer.release.http.RetryPolicy;
import ai.stigmer.release.oci.Descriptor;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.oci.Manifest;
import ai.stigmer.release.oci.MediaType;
import ai.stigmer.release.oci.Reference;
import ai.stigmer.release.oci.Repository;
import ai.stigmer.release.problem.Problem;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.registry.Registry.BlobTransfer;
import ai.stigmer.release.secret.Secret;
import ai.stigmer.release.testing.Answer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The client against answers that a well-behaved registry does not give.
class HttpRegistryTest {

  private static final Repository REPOSITORY = Repository.of("registry.example/me/it");
  private static final Reference TAG = new Reference.Tagged(REPOSITORY, "v1.0.0");
  private static final Digest OTHER = Digest.ofBytes(new byte[] {1});
  private static final String DIGEST = "Docker-Content-Digest";
  private static final String BASE = "https://registry.example/v2/me/it/";

  private final List<String> sent = new ArrayList<>();
  private final List<Duration> pauses = new ArrayList<>();

  @TempDir private Path folder;

  @FunctionalInterface
  private interface Answering {
    Answer answer(HttpRequest request) throws IOException;
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 409, 412, 413, 415, 422})
  void whatIsWrongWithAContentIsToldToWhoMayWrite(int status) {
    connect(request -> Answer.to(request, status)).tryWrite(REPOSITORY);

    assertThat(sent).singleElement().asString().startsWith("PUT " + BASE + "manifests/sha256:");
  }

  /// Not there, not to be written to, or even taken.
  @ParameterizedTest
  @ValueSource(ints = {404, 405, 201})
  void otherAnswersProveNoRight(int status) {
    assertRemote(
        () -> connect(request -> Answer.to(request, status)).tryWrite(REPOSITORY),
        "trying to write to " + REPOSITORY + ": status " + status);
  }

  @Test
  void theAnswersToASlowDownAreAwaited() {
    Registry registry =
        connect(
            request -> Answer.to(request, 429).with("Retry-After", "7"),
            request -> Answer.to(request, 503),
            request -> Answer.to(request, 200).with("{\"tags\":[]}"));
    assertThat(registry.tags(REPOSITORY)).isEmpty();
    assertThat(pauses).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(2));
  }

  @Test
  void headWithoutADigestFallsBackToGet() {
    var manifest = new Manifest(MediaType.INDEX, "{}".getBytes(UTF_8));
    Registry registry =
        connect(
            request -> Answer.to(request, 200).with("Content-Type", MediaType.INDEX),
            request ->
                Answer.to(request, 200)
                    .with("Content-Type", MediaType.INDEX + "; charset=utf-8")
                    .with("{}"));
    assertThat(registry.resolve(TAG)).contains(manifest.descriptor());
    assertThat(sent)
        .containsExactly("HEAD " + BASE + "manifests/v1.0.0", "GET " + BASE + "manifests/v1.0.0");
  }

  @Test
  void contentThatIsNotWhatItsDigestSaysIsRefused() {
    Answering lying =
        request ->
            Answer.to(request, 200)
                .with("Content-Type", MediaType.INDEX)
                .with(DIGEST, OTHER.toString())
                .with("{}");
    assertRemote(() -> connect(lying).manifest(TAG), OTHER.toString());
    Answering silent = request -> Answer.to(request, 200).with("Content-Type", "x/y").with("{}");
    assertRemote(
        () -> connect(silent).manifest(new Reference.ByDigest(REPOSITORY, OTHER)),
        OTHER.toString());
    assertRemote(() -> connect(silent).blob(REPOSITORY, OTHER, 10), OTHER.toString());
    Answering confirming = request -> Answer.to(request, 201).with(DIGEST, OTHER.toString());
    assertRemote(
        () -> connect(confirming).pushManifest(TAG, new Manifest(MediaType.INDEX, new byte[2])),
        OTHER.toString());
  }

  @Test
  void aPageOfAProxyIsNoAbsence() {
    Answering page = request -> Answer.to(request, 404).with("<html>not here</html>");
    assertRemote(() -> connect(page).manifest(TAG), "status 404");
    assertRemote(() -> connect(page).resolve(TAG), "status 404");
    assertRemote(() -> connect(page).tags(REPOSITORY), "status 404");
    Answering unknown =
        request ->
            Answer.to(request, 404)
                .with("{\"errors\":[{\"code\":\"NAME_UNKNOWN\",\"message\":\"no such\"}]}");
    assertThat(connect(unknown).manifest(TAG)).isEmpty();
    assertThat(connect(unknown).resolve(TAG)).isEmpty();
    assertThat(connect(unknown).tags(REPOSITORY)).isEmpty();
    assertRemote(
        () -> connect(unknown).pushManifest(TAG, new Manifest(MediaType.INDEX, new byte[2])),
        "NAME_UNKNOWN: no such");
  }

  /// Harbor answers 412 to a push to an immutable tag, others 400 or 409.
  @ParameterizedTest
  @ValueSource(ints = {400, 409, 412})
  void aTagThatIsNotToMoveIsToldFromOtherRefusals(int status) {
    Registry registry = connect(request -> Answer.to(request, status));
    var manifest = new Manifest(MediaType.INDEX, new byte[2]);

    assertRemote(
        () -> registry.pushManifest(TAG, manifest), "allow it for v1, v1.2 and latest; otherwise");
    assertRemote(
        () ->
            registry.pushManifest(new Reference.ByDigest(REPOSITORY, manifest.digest()), manifest),
        "Mend what it names and run it again.");
  }

  @Test
  void onlyAnAddressThatLeadsNowhereIsToBeChecked() {
    var manifest = new Manifest(MediaType.INDEX, new byte[2]);
    for (int status : new int[] {404, 405}) {
      assertRemote(
          () -> connect(request -> Answer.to(request, status)).pushManifest(TAG, manifest),
          "Check the repository's name, and that its host is a container registry.");
    }
    assertRemote(
        () -> connect(request -> Answer.to(request, 413)).pushManifest(TAG, manifest),
        "Mend what it names and run it again.");
  }

  @Test
  void theRegistrysWordsAreKeptWithinBounds() {
    String message = "x".repeat(60_000) + "\\u001b[31m";
    assertThatThrownBy(() ->
            connect(request ->
                    Answer.to(request, 400)
                        .with(
                            "{\"errors\":[{\"code\":\"UNSUPPORTED\",\"message\":\""
                                + message
                                + "\"}]}"))
                .manifest(TAG))
        .hasMessageContaining("UNSUPPORTED: xxx")
        .message()
        .hasSizeLessThan(1000);
  }

  @Test
  void anUnreachableRegistryIsNamed() {
    Registry registry =
        connect(request -> {
          throw new ConnectException("cannot connect to " + request.uri().getAuthority());
        });
    assertRemote(() -> registry.tags(REPOSITORY), "registry.example");
  }

  @Test
  void tenThousandTagsTakeTenRequests() {
    Answering page =
        request -> {
          int last = sent.size();
          String tags =
              IntStream.range(0, 1000)
                  .mapToObj(tag -> "\"v" + last + "." + tag + ".0\"")
                  .collect(Collectors.joining(",", "{\"name\":\"me/it\",\"tags\":[", "]}"));
          Answer answer = Answer.to(request, 200).with(tags);
          String prefix = last % 2 == 0 ? "" : "https://registry.example:443";
          return last == 10
              ? answer
              : answer.with(
                  "Link",
                  "<" + prefix + "/v2/me/it/tags/list?n=1000&last=" + last + ">; rel=\"next\"");
        };
    assertThat(connect(page).tags(REPOSITORY)).hasSize(10_000);
    assertThat(sent).hasSize(10).first().isEqualTo("GET " + BASE + "tags/list?n=1000");
  }

  @Test
  void tagsAreNotFollowedToAnotherHost() {
    Answering elsewhere =
        request ->
            Answer.to(request, 200)
                .with("{\"tags\":null}")
                .with("Link", "<https://other.example/next>; rel=next");
    assertRemote(() -> connect(elsewhere).tags(REPOSITORY), "other.example");
    assertThat(sent).hasSize(1);
  }

  @Test
  void aRefusedMountIsAnUpload() throws IOException {
    for (int status : new int[] {400, 403, 404, 405}) {
      sent.clear();
      assertThat(
              push(
                  connect(
                      request -> Answer.to(request, 404),
                      request -> Answer.to(request, status),
                      request -> Answer.to(request, 202).with("Location", "/upload?state=x"),
                      request -> Answer.to(request, 201)),
                  Optional.of(Repository.of("registry.example/me/other"))))
          .isEqualTo(BlobTransfer.SENT);
      assertThat(sent)
          .last()
          .asString()
          .startsWith("PUT https://registry.example/upload?state=x&digest=sha256:");
    }
  }

  @Test
  void anUploadGoesToAnotherHostWithoutCredentials() throws IOException {
    var shown = new ArrayList<String>();
    Answering watched =
        request -> {
          shown.add(request.headers().firstValue("Authorization").orElse("nothing"));
          return switch (request.method()) {
            case "HEAD" ->
                shown.size() == 1
                    ? Answer.to(request, 401).with("WWW-Authenticate", "Basic realm=\"r\"")
                    : Answer.to(request, 404);
            case "POST" ->
                Answer.to(request, 202).with("Location", "https://storage.example/upload");
            default -> Answer.to(request, 201);
          };
        };
    push(connectWithPassword(watched), Optional.empty());
    assertThat(shown)
        .containsExactly("nothing", "Basic bWU6c2VjcmV0", "Basic bWU6c2VjcmV0", "nothing");
  }

  @Test
  void aLostUploadBeginsAnew() throws IOException {
    assertThat(
            push(
                connect(
                    request -> Answer.to(request, 404),
                    request -> Answer.to(request, 202).with("Location", "/upload"),
                    request -> Answer.to(request, 404),
                    request -> Answer.to(request, 200)),
                Optional.empty()))
        .isEqualTo(BlobTransfer.SENT);
  }

  @Test
  void contentIsFollowedToStorageWithoutCredentials() {
    Descriptor blob = Descriptor.of("x/y", new byte[0]);
    Registry registry =
        connectWithPassword(
            request -> Answer.to(request, 401).with("WWW-Authenticate", "Basic realm=\"r\""),
            request ->
                Answer.to(request, 307).with("Location", "https://storage.example/blob?sig=s"),
            request ->
                Answer.to(
                    request,
                    request.headers().firstValue("Authorization").isPresent() ? 400 : 200));
    assertThat(registry.blob(REPOSITORY, blob.digest(), 10)).isEmpty();
    Answering circle = request -> Answer.to(request, 302).with("Location", "/again");
    assertRemote(() -> connect(circle).blob(REPOSITORY, blob.digest(), 10), "status 302");
  }

  @Test
  void missingAndRefusedCredentialsNameTheRemedy() {
    Answering locked =
        request -> Answer.to(request, 401).with("WWW-Authenticate", "Basic realm=\"r\"");
    assertPermission(
        () -> connect(locked).tags(REPOSITORY),
        "demands credentials",
        "docker login registry.example");
    assertPermission(
        () -> connectWithPassword(locked).tags(REPOSITORY), "refused reading", "REGISTRY_PASSWORD");
  }

  @Test
  void gitHubsRefusalNamesThePackagesSettings() {
    Answering denied =
        request ->
            Answer.to(request, 403)
                .with("{\"errors\":[{\"code\":\"DENIED\",\"message\":\"write_package\"}]}");
    var reference = new Reference.Tagged(Repository.of("ghcr.io/acme/tools/it"), "v1.0.0");
    assertPermission(
        () ->
            connectWithPassword(denied)
                .pushManifest(reference, new Manifest(MediaType.INDEX, new byte[2])),
        "DENIED: write_package",
        "Manage Actions access",
        "https://github.com/orgs/acme/packages/container/tools%2Fit/settings");
  }

  private BlobTransfer push(Registry registry, Optional<Repository> source) throws IOException {
    byte[] content = {1, 2, 3};
    Path file = Files.write(folder.resolve("blob"), content);
    return registry.pushBlob(
        REPOSITORY, Descriptor.of("application/octet-stream", content), file, source);
  }

  private static void assertRemote(ThrowingCallable call, String words) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ReleaseException.class,
            failure -> assertThat(failure.problem().kind()).isEqualTo(Problem.Kind.REMOTE))
        .hasMessageContaining(words);
  }

  private static void assertPermission(ThrowingCallable call, String... words) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ReleaseException.class,
            failure -> assertThat(failure.problem().kind()).isEqualTo(Problem.Kind.PERMISSION))
        .hasMessageContainingAll(words);
  }

  /// A registry that gives these answers one after the other, the last one again and again.
  private Registry connect(Answering... answers) {
    return client(RegistryCredentials.none(), answers);
  }

  private Registry connectWithPassword(Answering... answers) {
    return client(
        host -> Optional.of(new RegistryLogin.Password("me", Secret.of("secret"))), answers);
  }

  private Registry client(RegistryCredentials credentials, Answering... answers) {
    var given = new ArrayList<>(List.of(answers));
    HttpTransport transport =
        request -> {
          sent.add(request.method() + " " + request.uri());
          return (given.size() > 1 ? given.removeFirst() : given.getFirst()).answer(request);
        };
    return Registry.connect(
        transport,
        credentials,
        new RetryPolicy(3, Duration.ofSeconds(1), Duration.ofMinutes(1), pauses::add));
  }
}
