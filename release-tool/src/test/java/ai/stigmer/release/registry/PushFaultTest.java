package ai.stigmer.release.registry;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.http.HttpTransport;
import ai.stigmer.release.http.RetryPolicy;
import ai.stigmer.release.oci.Reference;
import ai.stigmer.release.oci.Repository;
import ai.stigmer.release.registry.Registry.BlobTransfer;
import ai.stigmer.release.rehearsal.registry.EmbeddedRegistry;
import ai.stigmer.release.secret.Secret;
import ai.stigmer.release.testing.Answer;
import ai.stigmer.release.testing.CountingTransport;
import ai.stigmer.release.testing.Fault;
import ai.stigmer.release.testing.SampleImage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// A push of an image, one of its blobs mounted, with every fault at every one of its requests:
/// always the undisturbed end.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PushFaultTest {

  private static final String USER = "tester";
  private static final String PASSWORD = "correct horse";
  private static final RegistryCredentials CREDENTIALS =
      host -> Optional.of(new RegistryLogin.Password(USER, Secret.of(PASSWORD)));
  private static final RetryPolicy WITHOUT_WAITING =
      new RetryPolicy(2, Duration.ZERO, Duration.ofMinutes(1), pause -> {});
  private static final HttpTransport SOCKETS = HttpTransport.overSockets();

  private final AtomicInteger repositories = new AtomicInteger();
  private EmbeddedRegistry open;
  private EmbeddedRegistry locked;
  private SampleImage image;

  @BeforeAll
  void start(@TempDir Path folder) {
    open = EmbeddedRegistry.start(folder.resolve("open"), 0, Optional.empty());
    locked =
        EmbeddedRegistry.start(
            folder.resolve("locked"), 0, Optional.of(new EmbeddedRegistry.Login(USER, PASSWORD)));
    image = SampleImage.make(folder, "sample");
    for (EmbeddedRegistry embedded : new EmbeddedRegistry[] {open, locked}) {
      image.pushBlobs(connect(SOCKETS), source(embedded));
    }
  }

  @AfterAll
  void stop() {
    open.close();
    locked.close();
  }

  @TestFactory
  Stream<DynamicTest> aPushWithAPasswordConverges() {
    return everyFault(locked, "Basic realm=\"test\"", () -> SOCKETS);
  }

  @TestFactory
  Stream<DynamicTest> aPushWithTokensThatExpireConverges() {
    return everyFault(
        open,
        "Bearer realm=\"http://127.0.0.1:1/token\",service=\"a, b\"",
        () -> new TokenService(SOCKETS, 2));
  }

  private Stream<DynamicTest> everyFault(
      EmbeddedRegistry embedded, String challenge, Supplier<HttpTransport> transports) {
    var undisturbed = new CountingTransport(transports.get());
    push(undisturbed, repository(embedded));
    return faults(challenge).entrySet().stream()
        .flatMap(fault ->
            IntStream.range(0, undisturbed.count())
                .mapToObj(index ->
                    DynamicTest.dynamicTest(
                        fault.getKey() + " at request " + index,
                        () ->
                            converges(
                                fault.getValue().at(index, transports.get()),
                                repository(embedded)))));
  }

  private static Map<String, Fault> faults(String challenge) {
    var faults = new LinkedHashMap<String, Fault>();
    for (int status : new int[] {408, 429, 499, 500, 502, 503, 504}) {
      faults.put("status " + status, Fault.answered(status));
    }
    faults.put("connection dropped", Fault.dropped());
    faults.put("reply lost", Fault.replyLost());
    // A token service that answers 401 has refused; elsewhere a token has expired.
    faults.put(
        "401 once",
        (request, transport) ->
            request.uri().getPath().startsWith("/v2/")
                ? Answer.to(request, 401).with("WWW-Authenticate", challenge)
                : transport.send(request));
    return faults;
  }

  private void converges(HttpTransport faulty, Repository repository) {
    push(faulty, repository);
    Registry sound = connect(SOCKETS);
    assertThat(sound.manifest(tag(repository))).contains(image.manifest());
    assertThat(sound.tags(repository)).containsExactly("v1.0.0");
    assertThat(sound.pushBlob(repository, image.layer(), file(), Optional.empty()))
        .isEqualTo(BlobTransfer.PRESENT);
  }

  private void push(HttpTransport transport, Repository repository) {
    Registry registry = connect(transport);
    var source = new Repository(repository.registry(), "fault/source");
    assertThat(registry.pushBlob(repository, image.layer(), file(), Optional.empty()))
        .isEqualTo(BlobTransfer.SENT);
    assertThat(
            registry.pushBlob(
                repository, image.config(), image.file(image.config()), Optional.of(source)))
        .isEqualTo(BlobTransfer.MOUNTED);
    registry.pushManifest(tag(repository), image.manifest());
  }

  private Path file() {
    return image.file(image.layer());
  }

  private static Registry connect(HttpTransport transport) {
    return Registry.connect(transport, CREDENTIALS, WITHOUT_WAITING);
  }

  private static Repository source(EmbeddedRegistry embedded) {
    return new Repository(embedded.address(), "fault/source");
  }

  private Repository repository(EmbeddedRegistry embedded) {
    return new Repository(embedded.address(), "fault/case" + repositories.incrementAndGet());
  }

  private static Reference tag(Repository repository) {
    return new Reference.Tagged(repository, "v1.0.0");
  }
}
