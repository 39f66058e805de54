package ai.stigmer.release.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.release.inventory.Piece.Jar;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.testing.SampleJar;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is known of a jar, and from where.
class JarsTest {

  private static final String LICENSES =
      "<licenses><license><name>MIT</name><url>https://example.org/mit</url></license></licenses>";
  private static final Path FULL = Path.of("/dev/full");
  private static final LicenseClaim MIT = new LicenseClaim("MIT", "https://example.org/mit");

  @Test
  void mavenTellsTheCoordinates() throws IOException {
    Jar jar =
        read(
            "lib/gson-2.11.0.jar",
            new SampleJar().ofMaven("com.google.code.gson", "gson", "2.11.0"));

    assertThat(jar.coordinates())
        .contains(new Coordinates("com.google.code.gson", "gson", "2.11.0"));
    assertThat(jar.name()).isEqualTo("gson");
    assertThat(jar.version()).contains("2.11.0");
    assertThat(jar.bundled()).isEmpty();
  }

  @Test
  void aRenamedJarKeepsItsCoordinates() throws IOException {
    Jar jar = read("lib/parser.jar", new SampleJar().ofMaven("com.grack", "nanojson", "1.10"));

    assertThat(jar.coordinates()).contains(new Coordinates("com.grack", "nanojson", "1.10"));
  }

  @Test
  void ofSeveralProjectsTheJarIsTheOneItIsNamedAfter() throws IOException {
    Jar jar =
        read(
            "lib/client-3.jar",
            new SampleJar()
                .ofMaven("org.a", "inner", "1")
                .ofMaven("org.c", "client", "3")
                .ofMaven("org.b", "other", "2"));

    assertThat(jar.coordinates()).contains(new Coordinates("org.c", "client", "3"));
    assertThat(jar.bundled())
        .containsExactly(
            new Coordinates("org.a", "inner", "1"), new Coordinates("org.b", "other", "2"));
  }

  @Test
  void whatWasPutIntoAJarIsNotTakenForTheJar() throws IOException {
    Jar jar = read("lib/client-3.jar", new SampleJar().ofMaven("org.a", "inner", "1"));

    assertThat(jar.coordinates()).isEmpty();
    assertThat(jar.name()).isEqualTo("client");
    assertThat(jar.version()).contains("3");
    assertThat(jar.bundled()).containsExactly(new Coordinates("org.a", "inner", "1"));
  }

  @Test
  void theManifestTellsTheVersionAndTheFileTheName() throws IOException {
    Jar jar =
        read(
            "lib/picocli.jar",
            new SampleJar()
                .withManifest("Implementation-Title: jar", "Implementation-Version: 4.7.7"));

    assertThat(jar.coordinates()).isEmpty();
    assertThat(jar.name()).isEqualTo("picocli");
    assertThat(jar.version()).contains("4.7.7");
  }

  @Test
  void aJarThatTellsNothingIsKnownByItsNameAndDigest() throws IOException {
    var content = new SampleJar().with("a", "");
    byte[] bytes = content.bytes();

    Jar jar = read("lib/thing.jar", bytes, Optional.empty()).getFirst();

    assertThat(jar)
        .isEqualTo(
            new Jar(
                Digest.ofBytes(bytes),
                "thing",
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of()));
  }

  @Test
  void aDamagedJarIsKnownByItsNameAndDigest() throws IOException {
    byte[] bytes = "no jar".getBytes(StandardCharsets.UTF_8);

    assertThat(read("lib/thing-1.jar", bytes, Optional.empty()))
        .singleElement()
        .returns(Digest.ofBytes(bytes), Jar::digest)
        .returns("thing", Jar::name);
  }

  @Test
  void aProjectFileBesideTheJarTellsWhatTheJarDoesNot() throws IOException {
    Pom beside =
        Pom.parse(
            ("<project><parent><groupId>info.picocli</groupId><version>4.7.7</version></parent>"
                    + "<artifactId>picocli</artifactId>"
                    + LICENSES
                    + "</project>")
                .getBytes(StandardCharsets.UTF_8));

    Jar jar =
        read("lib/picocli.jar", new SampleJar().with("a", "").bytes(), Optional.of(beside))
            .getFirst();

    assertThat(jar.coordinates()).contains(new Coordinates("info.picocli", "picocli", "4.7.7"));
    assertThat(jar.licenses()).containsExactly(MIT);
  }

  @Test
  void jarsWithinAJarAreFound() throws IOException {
    byte[] library = new SampleJar().ofMaven("org.a", "library", "1").bytes();
    byte[] application =
        new SampleJar()
            .ofMaven("org.a", "application", "2")
            .with("BOOT-INF/lib/library-1.jar", library)
            .bytes();

    assertThat(JarReader.read("app.jar", new ByteArrayInputStream(application)))
        .extracting(JarFile::path)
        .containsExactly("app.jar", "app.jar!/BOOT-INF/lib/library-1.jar");
    assertThat(read("app.jar", application, Optional.empty()))
        .extracting(Jar::name)
        .containsExactly("application", "library");
  }

  @Test
  void theProjectFileNamesTheLicenceFirst() throws IOException {
    Jar jar =
        read(
            "lib/it-1.jar",
            new SampleJar()
                .ofMaven("org.a", "it", "1")
                .withPom("org.a", "it", LICENSES)
                .withManifest("Bundle-License: Apache-2.0"));

    assertThat(jar.licenses()).containsExactly(MIT);
  }

  @Test
  void theManifestNamesTheLicence() throws IOException {
    Jar jar =
        read(
            "lib/it-1.jar",
            new SampleJar()
                .withManifest(
                    "Bundle-License: \"Apache-2.0\";link=\"https://a.org/2\", https://b.org/mit"));

    assertThat(jar.licenses())
        .containsExactly(
            new LicenseClaim("Apache-2.0", "https://a.org/2"),
            new LicenseClaim("", "https://b.org/mit"));
  }

  @Test
  void aLicencesNameMayHoldAComma() throws IOException {
    Jar jar =
        read(
            "lib/it-1.jar",
            new SampleJar()
                .withManifest("Bundle-License: Apache License, Version 2.0; see: https://a.org/2"));

    assertThat(jar.licenses())
        .containsExactly(new LicenseClaim("Apache License, Version 2.0", "https://a.org/2"));
  }

  @Test
  void theTextOfAKnownLicenceIsRecognised() throws IOException {
    Jar jar =
        read(
            "lib/it-1.jar",
            new SampleJar()
                .with(
                    "META-INF/LICENSE",
                    "\n      Apache License\n      Version 2.0, January 2004\n"));

    assertThat(jar.licenses()).containsExactly(new LicenseClaim("Apache-2.0", ""));
  }

  @Test
  void aJarThatThisMachineCannotKeepIsNoDamagedOne() {
    assertThatThrownBy(() -> JarReader.keep(new ByteArrayInputStream(new byte[1]), FULL))
        .isInstanceOfSatisfying(
            ReleaseException.class,
            failure ->
                assertThat(failure.problem().text())
                    .contains("/dev/full could not be written: No space left on device"));
  }

  /// Nobody can read the bytes of a folder.
  @Test
  void aJarThatThisMachineCannotReadBackIsNoDamagedOne(@TempDir Path folder) {
    assertThatThrownBy(() -> JarReader.kept("lib/a.jar", folder, 1))
        .isInstanceOfSatisfying(
            ReleaseException.class,
            failure ->
                assertThat(failure.problem().text())
                    .contains("A jar could not be kept for a moment: Is a directory"));
  }

  @Test
  void aJarThatBreaksOffWhereItComesFromIsNoDamagedOne() throws IOException {
    InputStream closed = InputStream.nullInputStream();
    closed.close();
    var breaking = new SequenceInputStream(new ByteArrayInputStream(new byte[10]), closed);

    assertThatThrownBy(() -> JarReader.read("lib/a.jar", breaking))
        .isInstanceOf(IOException.class)
        .hasMessage("Stream closed");
  }

  @Test
  void aManifestThatIsNoneMakesADamagedJar() throws IOException {
    Jar jar = read("lib/it-1.jar", new SampleJar().with("META-INF/MANIFEST.MF", "no manifest"));

    assertThat(jar.name()).isEqualTo("it");
    assertThat(jar.licenses()).isEmpty();
  }

  @Test
  void aProjectFileMayNotReachOut() {
    String hostile =
        "<!DOCTYPE a [<!ENTITY it SYSTEM \"file:///etc/passwd\">]>"
            + "<project><groupId>&it;</groupId><artifactId>a</artifactId><version>1</version></project>";

    assertThat(Pom.parse(hostile.getBytes(StandardCharsets.UTF_8))).isEqualTo(Pom.UNKNOWN);
  }

  @Test
  void whatIsComputedElsewhereIsNotKnown() {
    String inherited =
        "<project><groupId>a</groupId><artifactId>a</artifactId><version>${v}</version></project>";

    assertThat(Pom.parse(inherited.getBytes(StandardCharsets.UTF_8)).coordinates()).isEmpty();
  }

  private static Jar read(String path, SampleJar jar) throws IOException {
    return read(path, jar.bytes(), Optional.empty()).getFirst();
  }

  private static List<Jar> read(String path, byte[] content, Optional<Pom> beside)
      throws IOException {
    return JarReader.read(path, new ByteArrayInputStream(content)).stream()
        .map(jar -> jar.piece(beside))
        .toList();
  }
}
