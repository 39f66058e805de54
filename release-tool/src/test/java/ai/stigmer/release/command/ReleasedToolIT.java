package ai.stigmer.release.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.testing.Program;
import ai.stigmer.release.testing.Program.Ended;
import ai.stigmer.testing.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The packaged tool's archive, released to a GitHub on loopback: what the composite action does
/// with it, and what a user who unpacks it can do.
@TestInstance(Lifecycle.PER_CLASS)
class ReleasedToolIT {

  private static final Path ROOT = Path.of("").toAbsolutePath().resolve("..").normalize();
  private static final String ARCHIVE = "release-tool-1.2.3.tar.gz";

  @TempDir private static Path folder;
  private TestWorld world;
  private Path action;
  private Path temporary;

  @BeforeAll
  void release() throws IOException {
    world = TestWorld.start(folder);
    world
        .product()
        .edit(
            "release.yaml",
            "assets: []",
            "assets: [{name: 'release-tool-${version}.tar.gz', from: build/release-tool}]")
        .edit(
            "build-cli.sh",
            "set -eu",
            "set -eu\n'"
                + ROOT.resolve("scripts/archives/assemble-release-tool.sh")
                + "' build/release-tool")
        .commit("feat: release the tool")
        .git()
        .git("tag", "-f", "v1.2.3");
    world.run("release").exits(0);
    action = Files.createDirectory(folder.resolve("action"));
    for (String name : List.of("get-release-tool.sh", "run-release-tool.sh", "known.sha256")) {
      Files.copy(
          ROOT.resolve(".github/actions/release").resolve(name),
          action.resolve(name),
          StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  @AfterAll
  void stop() {
    world.close();
  }

  @BeforeEach
  void makeTemporaryFolder() throws IOException {
    temporary = Files.createTempDirectory(folder, "a folder of Actions ");
  }

  @Test
  void theArchiveRunsAsAProgramFromAFolderWithBlanksAndThroughLinks() throws IOException {
    Path program = unpacked().resolve("bin/release-tool");
    Path link = Files.createSymbolicLink(temporary.resolve("a link"), program);

    assertThat(run(Map.of(), link.toString(), "--version"))
        .isEqualTo(new Ended(0, "release-tool development\n"));
    assertThat(run(Map.of(), link.toString(), "tags", "v1.2.3", "--existing", "/dev/null"))
        .isEqualTo(new Ended(0, "v1.2.3\nv1.2\nv1\nlatest\n"));
  }

  @Test
  void theProgramRunsInItsOwnFolderWhereCdHasAPathAndTheLocaleIsAsciiAlone() {
    Ended ended =
        run(
            Map.of("CDPATH", ".", "LC_ALL", "C"),
            "sh",
            "-c",
            "cd \"$1\" && bin/release-tool --version && cd bin"
                + " && sh release-tool tags \"$(printf 'gr\\303\\266ber')\"",
            "-",
            unpacked().toString());

    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.output()).startsWith("release-tool development\n").contains("'gröber'");
  }

  @Test
  void theArchiveRunsByJavaAlone() {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    String jar = unpacked().resolve("lib/release-tool.jar").toString();

    assertThat(
            run(
                Map.of(),
                java.toString(),
                "-jar",
                jar,
                "tags",
                "v1.2.3",
                "--existing",
                "/dev/null"))
        .isEqualTo(new Ended(0, "v1.2.3\nv1.2\nv1\nlatest\n"));
  }

  @Test
  void theArchiveHoldsItsLicenceAndThoseOfItsLibraries() throws IOException {
    assertThat(unpacked().resolve("LICENSE")).hasSameBinaryContentAs(ROOT.resolve("LICENSE"));
    try (Stream<Path> lib = Files.list(unpacked().resolve("lib"))) {
      assertThat(lib.map(file -> file.getFileName().toString()))
          .filteredOn(name -> name.endsWith(".jar") && !name.equals("release-tool.jar"))
          .hasSizeGreaterThan(30)
          .allSatisfy(
              name -> assertThat(unpacked().resolve("licenses.txt")).content().contains(name));
    }
  }

  @Test
  void withoutJavaTheProgramSaysHowToGetOne() throws IOException {
    Path machine = temporary.resolve("machine");
    Files.createDirectories(machine.resolve("bin"));
    for (String command : List.of("sh", "cat", "readlink")) {
      Files.copy(
          Path.of("/usr/bin/busybox"),
          machine.resolve("bin").resolve(command),
          StandardCopyOption.COPY_ATTRIBUTES);
    }
    Files.createFile(Files.createDirectory(machine.resolve("dev")).resolve("null"));
    Tool.run("cp", "-R", unpacked().toString(), machine.resolve("opt").toString());

    Ended ended =
        run(Map.of(), "chroot", machine.toString(), "/bin/sh", "/opt/bin/release-tool", "plan");

    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.output())
        .startsWith(
            "Java 25 or newer was not found in JAVA_HOME, on PATH or in the usual folders.\n")
        .contains("brew install openjdk@25");
  }

  @Test
  void theActionTakesTheArchiveWhoseChecksumItIsGiven() {
    Ended got = get("1.2.3", checksum());

    assertThat(got.exitCode()).as(got.output()).isZero();
    Path program = Path.of(got.output().strip());
    assertThat(program).isEqualTo(temporary.resolve("release-tool-1.2.3/bin/release-tool"));
    assertThat(run(Map.of(), program.toString(), "--version").exitCode()).isZero();
    assertThat(temporary.resolve("output")).hasContent("program=" + program);
  }

  @Test
  void theActionTakesTheArchiveWhoseChecksumItKnows() throws IOException {
    assertStopped(
        get("1.2.3", ""),
        2,
        "This action knows no checksum of release-tool 1.2.3",
        "Give the input sha256: the line of " + ARCHIVE);

    Path known = action.resolve("known.sha256");
    String before = Files.readString(known);
    Files.writeString(known, before + checksum() + "  " + ARCHIVE + "\n");
    Ended got = get("1.2.3", "");
    Files.writeString(known, before);

    assertThat(got.exitCode()).as(got.output()).isZero();
  }

  @Test
  void theActionRefusesAnArchiveOfAnotherChecksum() {
    assertStopped(
        get("1.2.3", "0".repeat(64)),
        2,
        "its sha256 is " + checksum() + ", not " + "0".repeat(64),
        "Nothing of it was used.");

    assertThat(temporary.resolve("release-tool-1.2.3/bin")).doesNotExist();
    assertThat(temporary.resolve("release-tool-1.2.3").resolve(ARCHIVE)).doesNotExist();
  }

  @Test
  void theActionSaysThatThereIsNoSuchRelease() {
    assertStopped(
        get("9.9.9", checksum()),
        2,
        "There is no release-tool 9.9.9 at " + downloads() + "/v9.9.9/release-tool-9.9.9.tar.gz",
        "Give the input version one that is released.");
  }

  @Test
  void theActionRefusesWhatIsNoVersionAndWhatIsNoChecksum() {
    assertStopped(get("../1.2.3", ""), 2, "'../1.2.3' is not a version of release-tool", "1.2.3");
    assertStopped(get("", ""), 2, "'' is not a version of release-tool", "1.2.3");
    assertStopped(get("1.2.3", "abc"), 2, "'abc' is not a sha256", "64 hexadecimal digits");
  }

  @Test
  void theActionTriesAgainAndThenSaysThatTheNetworkIsGone() {
    assertStopped(
        run(
            getting("1.2.3", checksum(), "http://127.0.0.1:1/releases/download"),
            action.resolve("get-release-tool.sh").toString()),
        1,
        "http://127.0.0.1:1/releases/download/v1.2.3/"
            + ARCHIVE
            + " could not be downloaded: curl: (7)",
        "Run again.");
  }

  /// Whoever is on the way could answer that no such version exists, or keep an older one.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://downloads.example",
        "http://127.0.0.1.example/x",
        "http://127.0.0.1:80@downloads.example",
        "file:///tmp",
        ""
      })
  void theActionDownloadsByHttpsAlone(String downloads) {
    assertStopped(
        run(
            getting("1.2.3", checksum(), downloads),
            action.resolve("get-release-tool.sh").toString()),
        2,
        "The downloads of release-tool, " + downloads + ", are not reached by https",
        "begins with https://");
  }

  @Test
  void theActionReleases() throws IOException {
    Path outputs = temporary.resolve("outputs");

    Ended ended = act(Map.of("TAG", "v1.2.3", "GITHUB_OUTPUT", outputs.toString()));

    assertThat(ended.exitCode()).as(ended.output()).isZero();
    assertThat(ended.output()).contains("tidy v1.2.3 is released: nothing to do, nothing written.");
    assertThat(report()).content().contains("tidy v1.2.3");
    assertThat(Files.readString(outputs))
        .startsWith("changed<<release-tool-end-of-output\nfalse\n")
        .contains(checksum() + "  " + ARCHIVE + "\n");
  }

  @Test
  void aCommitOfMainIsPushedAsEdgeAndByItsName() {
    var variables = new TreeMap<>(world.variables());
    variables.put("RELEASE_TOOL", unpacked().resolve("bin/release-tool").toString());

    Ended ended =
        Program.end(
            world.product().root(),
            withJava(variables),
            ROOT.resolve("scripts/workflows/push-edge.sh").toString());

    assertThat(ended.exitCode()).as(ended.output()).isZero();
    String commit = world.product().head().substring(0, 7);
    assertThat(world.image("edge")).isPresent().isEqualTo(world.image("sha-" + commit));
    assertThat(world.version("latest")).contains("1.2.3");
  }

  @Test
  void aRunOnABranchOnAnotherTagOrWithoutSecretsEndsWithOneSentence() {
    world.product().git().git("commit", "-q", "--allow-empty", "-m", "docs: more");
    try {
      assertStopped(
          act(Map.of("GITHUB_REF_TYPE", "branch", "GITHUB_REF_NAME", "main")),
          2,
          "No release tag is at HEAD",
          "git checkout v1.2.3");
      assertStopped(
          act(Map.of("GITHUB_REF_TYPE", "tag", "GITHUB_REF_NAME", "v1")),
          2,
          "'v1' is not a release tag",
          "v1.2.3");
      assertStopped(
          act(Map.of("TAG", "--dry-run")), 2, "'--dry-run' is not a release tag", "v1.2.3");
    } finally {
      world.product().git().git("reset", "-q", "--hard", "v1.2.3");
    }
    assertStopped(
        act(Map.of("TAG", "v1.2.3", "HOMEBREW_TAP_TOKEN", "")), 2, "HOMEBREW_TAP_TOKEN", "");
  }

  /// Asserts that a run told Actions of one problem.
  private static void assertStopped(Ended ended, int exitCode, String sentence, String remedy) {
    assertThat(ended.exitCode()).as(ended.output()).isEqualTo(exitCode);
    assertThat(ended.output().lines().filter(line -> line.startsWith("::error::")))
        .singleElement()
        .asString()
        .contains(sentence, remedy);
  }

  private Path unpacked() {
    return Path.of(get("1.2.3", checksum()).output().strip()).resolve("../..").normalize();
  }

  private Ended get(String version, String sha256) {
    return run(
        getting(version, sha256, downloads()), action.resolve("get-release-tool.sh").toString());
  }

  private Map<String, String> getting(String version, String sha256, String downloads) {
    return Map.of(
        "VERSION",
        version,
        "SHA256",
        sha256,
        "DOWNLOADS",
        downloads,
        "ATTEMPTS",
        "2",
        "RUNNER_TEMP",
        temporary.toString(),
        "GITHUB_ACTIONS",
        "true",
        "GITHUB_OUTPUT",
        temporary.resolve("output").toString());
  }

  private Ended act(Map<String, String> variables) {
    var all = new TreeMap<>(world.variables());
    all.putAll(Map.of("GITHUB_ACTIONS", "true", "COMMAND", "release"));
    all.put("REPORT", report().toString());
    all.put("PROGRAM", unpacked().resolve("bin/release-tool").toString());
    all.putAll(variables);
    return Program.end(
        world.product().root(), withJava(all), action.resolve("run-release-tool.sh").toString());
  }

  private Path report() {
    return temporary.resolve("report.html");
  }

  private static Ended run(Map<String, String> variables, String... command) {
    return Program.end(folder, withJava(variables), command);
  }

  private static Map<String, String> withJava(Map<String, String> variables) {
    var all = new TreeMap<>(variables);
    all.put("JAVA_HOME", System.getProperty("java.home"));
    all.put("PATH", "/usr/sbin:/usr/bin:/bin");
    return all;
  }

  private String downloads() {
    return world.gitHub().serverUri() + "/" + TestWorld.REPOSITORY + "/releases/download";
  }

  private String checksum() {
    return world
        .hosted("v1.2.3")
        .asset(ARCHIVE)
        .orElseThrow()
        .digest()
        .map(Digest::hex)
        .orElseThrow();
  }
}
