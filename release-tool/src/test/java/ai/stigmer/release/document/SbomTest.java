package ai.stigmer.release.document;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.archive.ArchivePacker;
import ai.stigmer.release.archive.TarWriter;
import ai.stigmer.release.artifact.Artifact;
import ai.stigmer.release.image.ImageReader;
import ai.stigmer.release.image.LocalImage;
import ai.stigmer.release.image.OciLayout;
import ai.stigmer.release.image.PlatformImage;
import ai.stigmer.release.json.Json;
import ai.stigmer.release.oci.Descriptor;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.oci.ImageIndex;
import ai.stigmer.release.oci.Manifest;
import ai.stigmer.release.oci.MediaType;
import ai.stigmer.release.oci.Platform;
import ai.stigmer.release.oci.Reference.ByDigest;
import ai.stigmer.release.oci.Repository;
import ai.stigmer.release.testing.Folders;
import ai.stigmer.release.testing.Golden;
import ai.stigmer.release.testing.InMemoryRegistry;
import ai.stigmer.release.testing.SampleJar;
import ai.stigmer.release.version.ReleaseTag;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.cyclonedx.Version;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SbomTest {

  private static final Repository REPOSITORY = Repository.of("ghcr.io/acme/tidy-runner");
  private static final ReleaseTag TAG = ReleaseTag.of("v1.2.3");
  private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");
  private static final byte[] LIBRARY =
      new SampleJar()
          .ofMaven("org.slf4j", "slf4j-api", "2.0.18")
          .withManifest("Bundle-License: https://opensource.org/license/mit")
          .bytes();

  @TempDir private Path folder;
  private final InMemoryRegistry registry = new InMemoryRegistry();

  @Test
  void theImageIsDescribedForAllItsPlatforms() throws IOException {
    String sbom = Sbom.ofImage(REPOSITORY, TAG, TIME, image());

    assertThat(new JsonParser().validate(sbom, Version.VERSION_16)).isEmpty();
    Golden.assertMatches(SbomTest.class, "image.cdx.json", sbom);
  }

  @Test
  void aDownloadedImageIsDescribedInTheSameBytes() throws IOException {
    LocalImage image = image();
    LocalImage downloaded =
        new ImageReader(registry)
            .download(
                new ByDigest(REPOSITORY, image.digest()),
                OciLayout.at(folder.resolve("downloaded")));

    assertThat(Sbom.ofImage(REPOSITORY, TAG, TIME, downloaded))
        .isEqualTo(Sbom.ofImage(REPOSITORY, TAG, TIME, image));
  }

  @Test
  void theMachinesTimeZoneMakesNoDifference() throws IOException {
    LocalImage image = image();
    String here = Sbom.ofImage(REPOSITORY, TAG, TIME, image);
    TimeZone before = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
      assertThat(Sbom.ofImage(REPOSITORY, TAG, TIME, image)).isEqualTo(here);
    } finally {
      TimeZone.setDefault(before);
    }
  }

  @Test
  void anotherImageHasAnotherSerialNumber() throws IOException {
    LocalImage image = image();
    var other =
        new LocalImage(Digest.ofBytes(bytes("other")), Map.of(), image.platforms(), image.layout());

    assertThat(serial(Sbom.ofImage(REPOSITORY, TAG, TIME, other)))
        .isNotEqualTo(serial(Sbom.ofImage(REPOSITORY, TAG, TIME, image)));
  }

  @Test
  void theCommandIsDescribedWithItsArchives() throws IOException {
    Path content = folder.resolve("cli");
    Folders.write(content.resolve("bin/tidy"), "#!/bin/sh\n");
    Folders.write(
        content.resolve("lib/picocli.pom"),
        "<project><groupId>info.picocli</groupId><artifactId>picocli</artifactId>"
            + "<version>4.7.7</version></project>");
    Files.write(
        content.resolve("lib/picocli.jar"),
        new SampleJar().withManifest("Bundle-License: Apache-2.0").bytes());
    Path file = folder.resolve("tidy-1.2.3.tar.gz");
    ArchivePacker.pack(content, file, TIME);
    Artifact archive = Artifact.of("tidy-1.2.3.tar.gz", file);

    String sbom = Sbom.ofTool("tidy", TAG, TIME, List.of(archive));

    assertThat(new JsonParser().validate(sbom, Version.VERSION_16)).isEmpty();
    assertThat(Sbom.subjects(sbom, "it"))
        .containsExactly(Map.entry(archive.name(), archive.digest()));
    Golden.assertMatches(SbomTest.class, "cli.cdx.json", sbom);
  }

  @Test
  void whatIsEmptyIsDescribedToo() throws IOException {
    Path file = folder.resolve("tidy-1.2.3.zip");
    Folders.write(folder.resolve("cli/bin/tidy"), "#!/bin/sh\n");
    ArchivePacker.pack(folder.resolve("cli"), file, TIME);

    String sbom = Sbom.ofTool("tidy", TAG, TIME, List.of(Artifact.of("tidy-1.2.3.zip", file)));

    assertThat(new JsonParser().validate(sbom, Version.VERSION_16)).isEmpty();
  }

  @Test
  void theSubjectIsTheImage() throws IOException {
    LocalImage image = image();

    assertThat(Sbom.subjects(Sbom.ofImage(REPOSITORY, TAG, TIME, image), "it"))
        .containsExactly(Map.entry(REPOSITORY.toString(), image.digest()));
  }

  private LocalImage image() throws IOException {
    OciLayout layout = OciLayout.at(folder.resolve("layout"));
    var images = new ArrayList<PlatformImage>();
    Descriptor shared = layer(layout, Map.of("app/lib/slf4j-api-2.0.18.jar", LIBRARY), true);
    for (String architecture : List.of("amd64", "arm64")) {
      Descriptor system =
          layer(
              layout,
              Map.of(
                  "etc/os-release", "ID=debian\nVERSION_ID=13\n".getBytes(StandardCharsets.UTF_8),
                  "var/lib/dpkg/status.d/libc6",
                      ("Package: libc6\nVersion: 2.41-12\nSource: glibc\nArchitecture: "
                              + architecture
                              + "\n")
                          .getBytes(StandardCharsets.UTF_8)),
              false);
      images.add(platform(layout, "linux/" + architecture, List.of(system, shared)));
    }
    var index =
        new ImageIndex(
            images.stream()
                .map(it -> new ImageIndex.Entry(it.manifest().descriptor(), it.platform()))
                .toList(),
            Map.of());
    registry.pushManifest(new ByDigest(REPOSITORY, index.manifest().digest()), index.manifest());
    return new LocalImage(index.manifest().digest(), Map.of(), images, layout);
  }

  private PlatformImage platform(OciLayout layout, String platform, List<Descriptor> layers)
      throws IOException {
    Descriptor config = store(layout, "application/vnd.oci.image.config.v1+json", bytes("{}"));
    var json = new TreeMap<String, Object>();
    json.put("schemaVersion", 2);
    json.put("config", json(config));
    json.put("layers", layers.stream().map(SbomTest::json).toList());
    var manifest = new Manifest(MediaType.MANIFEST, Json.write(json));
    registry.pushManifest(new ByDigest(REPOSITORY, manifest.digest()), manifest);
    return new PlatformImage(Platform.of(platform), manifest, config, layers);
  }

  private Descriptor layer(OciLayout layout, Map<String, byte[]> files, boolean compressed)
      throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var tar = new TarWriter(compressed ? new GZIPOutputStream(bytes) : bytes, TIME)) {
      for (var file : new TreeMap<>(files).entrySet()) {
        tar.addFile(file.getKey(), file.getValue(), 0644);
      }
    }
    return store(layout, "application/vnd.oci.image.layer.v1.tar", bytes.toByteArray());
  }

  private Descriptor store(OciLayout layout, String mediaType, byte[] content) throws IOException {
    Descriptor blob = Descriptor.of(mediaType, content);
    Files.write(layout.blob(blob.digest()), content);
    registry.pushBlob(REPOSITORY, blob, layout.blob(blob.digest()), Optional.empty());
    return blob;
  }

  private static Map<String, Object> json(Descriptor descriptor) {
    return new TreeMap<>(
        Map.of(
            "mediaType", descriptor.mediaType(),
            "digest", descriptor.digest().toString(),
            "size", descriptor.size()));
  }

  private static String serial(String sbom) {
    return Json.parse(sbom, "it").text("serialNumber");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
