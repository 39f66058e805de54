package ai.stigmer.release.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.release.http.HttpTransport;
import ai.stigmer.release.http.RetryPolicy;
import ai.stigmer.release.json.Json;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.oci.Manifest;
import ai.stigmer.release.oci.MediaType;
import ai.stigmer.release.oci.Reference.ByDigest;
import ai.stigmer.release.oci.Reference.Tagged;
import ai.stigmer.release.oci.Referrer;
import ai.stigmer.release.oci.Repository;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.rehearsal.registry.EmbeddedRegistry;
import ai.stigmer.release.testing.Answer;
import ai.stigmer.release.testing.Folders;
import ai.stigmer.release.testing.SampleImage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The list of referrers that clients keep under a tag, where others write it at the same time.
class ReferrersTagTest {

  private static final String SBOM = "application/vnd.cyclonedx+json";

  @TempDir private Path folder;
  private EmbeddedRegistry embedded;
  private Registry registry;
  private Repository repository;
  private SampleImage image;
  private Tagged tag;

  @BeforeEach
  void start() {
    embedded =
        EmbeddedRegistry.startWithoutReferrers(folder.resolve("registry"), 0, Optional.empty());
    registry = connect(HttpTransport.overSockets());
    repository = new Repository(embedded.address(), "acme/tidy");
    image = SampleImage.make(folder, "tidy");
    image.push(registry, new ByDigest(repository, image.manifest().digest()));
    tag = new Tagged(repository, "sha256-" + image.manifest().digest().hex());
  }

  @AfterEach
  void stop() {
    embedded.close();
  }

  @Test
  void anEntryThatWasOverwrittenRightAwayIsEnteredAgainBesideTheOther() throws IOException {
    Referrer theirs = pushed("theirs");
    var overwrites = new int[] {2};
    Registry racing =
        afterEach(
            request -> isWrite(request) && overwrites[0]-- > 0,
            () -> registry.pushManifest(tag, list(Map.of(), theirs)));
    Referrer ours = pushed("ours");

    racing.attach(repository, ours);

    assertThat(registry.referrers(repository, image.manifest().digest()))
        .containsExactlyInAnyOrder(ours.manifest().descriptor(), theirs.manifest().descriptor());
  }

  @Test
  void aListThatIsOverwrittenAgainAndAgainIsAProblem() throws IOException {
    Referrer theirs = pushed("theirs");
    Registry racing =
        afterEach(
            ReferrersTagTest::isWrite, () -> registry.pushManifest(tag, list(Map.of(), theirs)));
    Referrer ours = pushed("ours");

    assertThatThrownBy(() -> racing.attach(repository, ours))
        .isInstanceOf(ReleaseException.class)
        .hasMessageContaining("is overwritten by others as soon as it is written");
  }

  @Test
  void whatOthersSayInTheListStays() throws IOException {
    Referrer theirs = pushed("theirs");
    registry.pushManifest(
        tag, list(Map.of("annotations", Map.of("kept-by", "another tool")), theirs));

    registry.attach(repository, pushed("ours"));

    Json kept = Json.parse(registry.manifest(tag).orElseThrow().content(), "the list");
    assertThat(registry.keepsReferrers(repository, image.manifest().digest())).isTrue();
    assertThat(kept.get("annotations").texts()).containsEntry("kept-by", "another tool");
    assertThat(kept.get("manifests").elements())
        .extracting(Json::toString)
        .contains(new String(Json.write(theirs.entry()), UTF_8));
  }

  @Test
  void theSameReferrersMakeTheSameListWhicheverCameFirst() throws Exception {
    Referrer first = pushed("first");
    Referrer second = pushed("second");
    registry.attach(repository, first);
    registry.attach(repository, second);
    Manifest list = registry.manifest(tag).orElseThrow();

    delete(list.digest());
    registry.attach(repository, second);
    registry.attach(repository, first);

    assertThat(registry.manifest(tag)).contains(list);
  }

  @Test
  void aReferrerThatIsGoneIsNeitherListedNorInTheWay() throws Exception {
    Referrer gone = pushed("gone");
    registry.attach(repository, gone);
    delete(gone.manifest().digest());
    Referrer ours = pushed("ours");

    assertThat(registry.referrers(repository, image.manifest().digest())).isEmpty();
    registry.attach(repository, ours);
    assertThat(registry.referrers(repository, image.manifest().digest()))
        .containsExactly(ours.manifest().descriptor());
    registry.attach(repository, gone);
    assertThat(registry.referrers(repository, image.manifest().digest())).hasSize(2);
  }

  /// As GitLab's does.
  @Test
  void aRegistryThatTakesTheTagForTheImageItselfHasNoList() throws IOException {
    var written = new ArrayList<URI>();
    Registry normalising =
        connect(request -> {
          if (isWrite(request)) {
            written.add(request.uri());
          }
          URI byDigest =
              URI.create(
                  request.uri().toString().replace("/manifests/sha256-", "/manifests/sha256:"));
          return HttpTransport.overSockets()
              .send(HttpRequest.newBuilder(request, (name, value) -> true).uri(byDigest).build());
        });
    Referrer ours = pushed("ours");

    assertThat(normalising.referrers(repository, image.manifest().digest())).isEmpty();
    assertThat(normalising.keepsReferrers(repository, image.manifest().digest())).isFalse();
    assertThat(normalising.attach(repository, ours)).isFalse();
    assertThat(written).isEmpty();
  }

  @Test
  void anImageUnderTheListsNameIsAProblem() throws IOException {
    SampleImage.make(folder, "other").push(registry, tag);
    Referrer ours = pushed("ours");

    assertThatThrownBy(() -> registry.attach(repository, ours))
        .isInstanceOf(ReleaseException.class)
        .hasMessageContaining("is no list of referrers");
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 303, 400, 404, 405, 406})
  void aRegistryThatListsNothingSaysSoByOneAnswerOrAnother(int status) throws IOException {
    var asked = new ArrayList<URI>();
    Registry pageful =
        connect(request -> {
          asked.add(request.uri());
          return request.uri().getPath().contains("/referrers/")
              ? Answer.to(request, status)
                  .with("Content-Type", "text/html")
                  .with("Location", "https://github.com/-/v2/packages/container/package/acme")
                  .with("<html>")
              : HttpTransport.overSockets().send(request);
        });
    Referrer ours = pushed("ours");

    assertThat(pageful.referrers(repository, image.manifest().digest())).isEmpty();
    pageful.attach(repository, ours);

    assertThat(pageful.referrers(repository, image.manifest().digest()))
        .containsExactly(ours.manifest().descriptor());
    assertThat(asked).extracting(URI::getHost).containsOnly("127.0.0.1");
  }

  private Registry connect(HttpTransport transport) {
    return Registry.connect(transport, RegistryCredentials.none(), RetryPolicy.STANDARD);
  }

  // A client whose requests of a kind are each followed by what another one does.
  private Registry afterEach(Predicate<HttpRequest> kind, Runnable other) {
    return connect(request -> {
      var response = HttpTransport.overSockets().send(request);
      if (kind.test(request)) {
        other.run();
      }
      return response;
    });
  }

  private static boolean isWrite(HttpRequest request) {
    return request.method().equals("PUT") && request.uri().getPath().contains("/sha256-");
  }

  // Its blobs and its manifest, in no list yet.
  private Referrer pushed(String name) throws IOException {
    Path file = Folders.write(folder.resolve(name), name);
    Path config = Folders.write(folder.resolve("config"), "{}");
    Referrer referrer =
        Referrer.of(
            image.manifest().descriptor(), SBOM, name, Digest.ofFile(file), Files.size(file));
    registry.pushBlob(repository, referrer.content(), file, Optional.empty());
    registry.pushBlob(repository, Referrer.CONFIG, config, Optional.empty());
    registry.pushManifest(
        new ByDigest(repository, referrer.manifest().digest()), referrer.manifest());
    return referrer;
  }

  private static Manifest list(Map<String, Object> besides, Referrer... referrers) {
    var json = new LinkedHashMap<String, Object>(besides);
    json.put("schemaVersion", 2);
    json.put("mediaType", MediaType.INDEX);
    json.put("manifests", List.of(referrers).stream().map(Referrer::entry).toList());
    return new Manifest(MediaType.INDEX, Json.write(json));
  }

  private void delete(Digest manifest) throws IOException {
    URI uri =
        URI.create(
            "http://"
                + repository.registry()
                + "/v2/"
                + repository.path()
                + "/manifests/"
                + manifest);
    HttpTransport.overSockets().send(HttpRequest.newBuilder(uri).DELETE().build()).body().close();
  }
}
