package ai.stigmer.release.image;

import static ai.stigmer.release.image.ImageFixture.AMD64;
import static ai.stigmer.release.image.ImageFixture.APPLICATION;
import static ai.stigmer.release.image.ImageFixture.ARM64;
import static ai.stigmer.release.image.ImageFixture.build;
import static ai.stigmer.release.image.ImageFixture.inputs;
import static ai.stigmer.release.image.ImageFixture.spec;
import static ai.stigmer.release.testing.Folders.touch;
import static ai.stigmer.release.testing.Folders.write;
import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.archive.ArchiveReader;
import ai.stigmer.release.archive.ArchiveReader.Limits;
import ai.stigmer.release.http.RetryPolicy;
import ai.stigmer.release.json.Json;
import ai.stigmer.release.oci.Descriptor;
import ai.stigmer.release.oci.Platform;
import ai.stigmer.release.registry.RegistryCredentials;
import ai.stigmer.release.testing.InMemoryRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageBuilderTest {

  @TempDir private Path work;

  @Test
  void theIndexNamesEveryPlatformAndTheOrigin() throws IOException {
    BuiltImage image = build(spec(), inputs(work.resolve("root")), work.resolve("work"));

    String expected =
        """
        {"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[\
        {"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"%s","size":%d,\
        "platform":{"architecture":"amd64","os":"linux"}},\
        {"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"%s","size":%d,\
        "platform":{"architecture":"arm64","os":"linux"}}],\
        "annotations":{"org.opencontainers.image.created":"2026-03-01T12:34:56Z",\
        "org.opencontainers.image.revision":"0123456789abcdef0123456789abcdef01234567",\
        "org.opencontainers.image.source":"https://github.com/acme/tidy",\
        "org.opencontainers.image.title":"tidy-runner",\
        "org.opencontainers.image.version":"1.2.3"}}\
        """
            .formatted(
                image.platforms().get(0).manifest().digest(),
                image.platforms().get(0).manifest().content().length,
                image.platforms().get(1).manifest().digest(),
                image.platforms().get(1).manifest().content().length);
    assertThat(new String(image.manifest().content(), StandardCharsets.UTF_8)).isEqualTo(expected);
    assertThat(image.layout().index()).isEqualTo(image.manifest());
  }

  @Test
  void theConfigurationSaysWhatTheSpecificationSays() throws IOException {
    BuiltImage image = build(spec(), inputs(work.resolve("root")), work.resolve("work"));

    assertThat(config(image, 1))
        .isEqualTo(
            """
            {"created":"2026-03-01T12:34:56Z","architecture":"arm64","os":"linux",\
            "config":{"Env":["LANG=C.UTF-8"],"Entrypoint":["/app/run"],"ExposedPorts":{},\
            "Labels":%s,"WorkingDir":"/app","User":"1000:1000","Volumes":{"/workspace":{}}},\
            "history":[{"created":"2026-03-01T12:34:56Z","author":"Jib",\
            "created_by":"release-tool:jib","comment":"runtime"},\
            {"created":"2026-03-01T12:34:56Z","author":"Jib","created_by":"release-tool:jib",\
            "comment":"application"}],"rootfs":%s}\
            """
                .formatted(
                    member(config(image, 1), "config", "Labels"),
                    member(config(image, 1), "rootfs")));
    assertThat(Json.parse(config(image, 1), "config").get("config").get("Labels").texts())
        .containsEntry("com.acme.team", "tidy")
        .containsEntry("org.opencontainers.image.version", "1.2.3")
        .hasSize(6);
  }

  @Test
  void layersHoldNormalisedModesOwnersAndNoLinks() throws IOException {
    BuiltImage image = build(spec(), inputs(work.resolve("root")), work.resolve("work"));

    assertThat(entries(image, image.platforms().get(0).layers().get(0)))
        .containsExactly(
            "bin 755 1970-01-01T00:00:01Z",
            "bin/sh 755 1970-01-01T00:00:01Z",
            "lib 755 1970-01-01T00:00:01Z",
            "lib/libc.so 644 1970-01-01T00:00:01Z",
            "lib/libc.so.6 644 1970-01-01T00:00:01Z");
    assertThat(entries(image, image.platforms().get(0).layers().get(1)))
        .containsExactly("app 755 1970-01-01T00:00:01Z", "app/run 755 1970-01-01T00:00:01Z");
    assertThat(image.platforms().get(0).layers().get(1))
        .isEqualTo(image.platforms().get(1).layers().get(1));
  }

  @Test
  void theDigestDependsOnNoFolderTimeUmaskOrZone() throws IOException {
    Path first = inputs(work.resolve("first"));
    Path second = inputs(work.resolve("elsewhere/second"));
    Instant past = Instant.parse("2001-01-01T00:00:00Z");
    touch(second.resolve("build/runtime/linux-amd64/bin/sh"), "rwx------", past);
    touch(second.resolve("build/runtime/linux-amd64/lib/libc.so.6"), "rw-rw-rw-", past);
    touch(second.resolve("build/runtime/linux-amd64/lib"), "rwxrwxrwx", past);

    BuiltImage here = build(spec(), first, work.resolve("work-1"));
    BuiltImage there = buildIn("Asia/Kathmandu", second, work.resolve("work-2"));

    assertThat(there.index()).isEqualTo(here.index());
  }

  @Test
  void aSecondBuildIsTheSameAndCompressesNothing() throws IOException {
    Path root = inputs(work.resolve("root"));
    BuiltImage first = build(spec(), root, work.resolve("work"));
    List<Path> cached = cachedLayers();
    BuiltImage second = build(spec(), root, work.resolve("work"));

    assertThat(second.digest()).isEqualTo(first.digest());
    assertThat(cachedLayers()).isEqualTo(cached).hasSize(3);
  }

  @Test
  void aFileChangedUnderTheSameTimeIsNotTakenForTheOldOne() throws IOException {
    Path root = inputs(work.resolve("root"));
    Path script = root.resolve("build/tidy.sh");
    Instant constant = Instant.ofEpochSecond(1);
    touch(script, "rw-r--r--", constant);
    BuiltImage before = build(spec(), root, work.resolve("work"));
    write(script, "#!/bin/bb\n");
    touch(script, "rw-r--r--", constant);
    BuiltImage after = build(spec(), root, work.resolve("work"));

    assertThat(after.platforms().getFirst().layers().getLast())
        .isNotEqualTo(before.platforms().getFirst().layers().getLast());
    assertThat(after.platforms().getFirst().layers().getFirst())
        .isEqualTo(before.platforms().getFirst().layers().getFirst());
  }

  @Test
  void aVariantStandsInTheIndex() throws IOException {
    Platform v7 = Platform.of("linux/arm/v7");
    Platform v6 = Platform.of("linux/arm/v6");
    BuiltImage image =
        build(
            spec(ImageSpec.SCRATCH, List.of(v6, v7), APPLICATION),
            inputs(work.resolve("root")),
            work.resolve("work"));

    assertThat(image.index().entries())
        .extracting(entry -> entry.platform().toString())
        .containsExactly("linux/arm/v6", "linux/arm/v7");
  }

  @Test
  void eachStepIsHeard() throws IOException {
    var heard = new ArrayList<String>();
    new ImageBuilder(new InMemoryRegistry(), RegistryCredentials.none(), RetryPolicy.STANDARD)
        .build(
            spec(),
            ImageFixture.IDENTITY,
            inputs(work.resolve("root")),
            work.resolve("work"),
            new ImageListener() {
              @Override
              public void building(Platform platform) {
                heard.add("building " + platform);
              }

              @Override
              public void built(PlatformImage image) {
                heard.add("built " + image.platform());
              }
            });

    assertThat(heard)
        .containsExactly(
            "building " + AMD64, "built " + AMD64, "building " + ARM64, "built " + ARM64);
  }

  private List<Path> cachedLayers() throws IOException {
    try (var paths = Files.list(work.resolve("work/jib/layers/layers"))) {
      return paths.sorted().toList();
    }
  }

  private static BuiltImage buildIn(String zone, Path root, Path work) {
    TimeZone before = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone(zone));
    try {
      return build(spec(), root, work);
    } finally {
      TimeZone.setDefault(before);
    }
  }

  private static String config(BuiltImage image, int platform) throws IOException {
    return Files.readString(image.layout().blob(image.platforms().get(platform).config().digest()));
  }

  private static String member(String json, String... path) {
    Json value = Json.parse(json, "config");
    for (String name : path) {
      value = value.get(name);
    }
    return value.toString();
  }

  private List<String> entries(BuiltImage image, Descriptor layer) throws IOException {
    Path archive = work.resolve(layer.digest().hex() + ".tar.gz");
    Files.copy(image.layout().blob(layer.digest()), archive);
    var entries = new ArrayList<String>();
    ArchiveReader.read(
        archive,
        Limits.STANDARD,
        (entry, content) ->
            entries.add("%s %o %s".formatted(entry.path(), entry.mode(), entry.time())));
    return entries;
  }
}
