package ai.stigmer.release.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.release.configuration.Configuration.Archive;
import ai.stigmer.release.configuration.Configuration.Asset;
import ai.stigmer.release.configuration.Configuration.Cli;
import ai.stigmer.release.configuration.Configuration.Homebrew;
import ai.stigmer.release.configuration.Configuration.Image;
import ai.stigmer.release.configuration.Configuration.Release;
import ai.stigmer.release.configuration.Configuration.Stamp;
import ai.stigmer.release.homebrew.Delivery;
import ai.stigmer.release.homebrew.FormulaName;
import ai.stigmer.release.image.ImageSpec;
import ai.stigmer.release.image.ImageSpec.Layer;
import ai.stigmer.release.oci.Platform;
import ai.stigmer.release.oci.Repository;
import ai.stigmer.release.signing.Signing;
import ai.stigmer.release.version.ReleaseTag;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {

  private static final String MINIMAL =
      """
      project: tidy
      image:
        repository: ghcr.io/acme/tidy-runner
        platforms: [linux/amd64]
        layers:
          - {name: app, from: build/app, to: /app}
      cli:
        name: tidy
        archives:
          - {name: tidy.tar.gz, from: build/cli}
      """;

  @TempDir private Path folder;

  @Test
  void everyKeyOfTheExampleIsRead() {
    assertThat(Tidy.with())
        .isEqualTo(
            new Configuration(
                "tidy",
                Optional.of(new GitHubRepository("acme", "tidy")),
                new Image(
                    new Repository("ghcr.io", "acme/tidy-runner"),
                    new ImageSpec(
                        "scratch",
                        List.of(Platform.of("linux/amd64"), Platform.of("linux/arm64")),
                        List.of(
                            new Layer(
                                "runtime",
                                "build/runtime/${platform}",
                                "/",
                                "0:0",
                                Optional.of(0755))),
                        Optional.of("1000:1000"),
                        List.of("/app/run"),
                        Map.of("LANG", "C.UTF-8"),
                        Optional.of("/app"),
                        List.of("/workspace"),
                        Map.of("org.opencontainers.image.title", "tidy-runner"))),
                List.of(List.of("sh", "build-image-inputs.sh")),
                new Cli(
                    "tidy",
                    List.of(new Stamp("cli/image.properties.ftl", "build/cli/image.properties")),
                    List.of(List.of("sh", "build-cli.sh")),
                    List.of(
                        new Archive(
                            new AssetName("tidy-${version}.tar.gz"),
                            "build/cli",
                            Optional.empty()))),
                new Release("CHANGELOG.md", List.of()),
                Optional.of(
                    new Homebrew(
                        new GitHubRepository("acme", "homebrew-tap"),
                        Optional.empty(),
                        new FormulaName("tidy"),
                        "homebrew/tidy.rb.ftl",
                        "Keep a workspace tidy",
                        "https://github.com/acme/tidy",
                        "Apache-2.0",
                        Delivery.PULL_REQUEST)),
                new Signing.None()));
  }

  @Test
  void signingIsAWordOrAKey() {
    assertThat(Tidy.with("signing=cosign").signing()).isEqualTo(new Signing.Keyless());
    assertThat(Tidy.with("signing={cosign-key: keys/cosign.key}").signing())
        .isEqualTo(new Signing.KeyPair("keys/cosign.key", Optional.empty(), true));
    assertThat(
            Tidy.with(
                    "signing={cosign-key: env://SIGNING_KEY, public-key: cosign.pub}",
                    "signing.transparency-log=none")
                .signing())
        .isEqualTo(new Signing.KeyPair("env://SIGNING_KEY", Optional.of("cosign.pub"), false));
    assertThat(Tidy.with("signing.cosign-key=cosign.key").signing())
        .isEqualTo(new Signing.KeyPair("cosign.key", Optional.empty(), true));
  }

  @Test
  void thisRepositorysOwnFileIsRead() {
    assertThat(Configuration.read(Path.of("..", "release.yaml"), List.of()).project())
        .isEqualTo("stigmer");
  }

  @Test
  void whatIsLeftOutHasItsDefault() {
    Configuration read = Configuration.parse("release.yaml", MINIMAL, List.of());
    assertThat(read.repository()).isEmpty();
    assertThat(read.build()).isEmpty();
    assertThat(read.cli().stamps()).isEmpty();
    assertThat(read.release()).isEqualTo(new Release("CHANGELOG.md", List.of()));
    assertThat(read.homebrew()).isEmpty();
    assertThat(read.image().spec())
        .isEqualTo(
            new ImageSpec(
                "scratch",
                List.of(Platform.of("linux/amd64")),
                List.of(new Layer("app", "build/app", "/app", "0:0", Optional.empty())),
                Optional.empty(),
                List.of(),
                Map.of(),
                Optional.empty(),
                List.of(),
                Map.of()));
  }

  @Test
  void anArchiveForEachPlatformKeepsItsPlatform() {
    Configuration read =
        Tidy.changed(
            "    - name: tidy-${version}.tar.gz\n      from: build/cli\n",
            """
                - {name: "tidy-${tag}-linux.tar.gz", from: build/l, os: linux, arch: amd64}
                - {name: "tidy-${tag}-darwin.zip", from: build/d, os: darwin, arch: arm64}
            """);
    assertThat(read.cli().archives().stream().map(Archive::platform))
        .containsExactly(
            Optional.of(Platform.of("linux/amd64")), Optional.of(Platform.of("darwin/arm64")));
  }

  @Test
  void anAssetNameIsWrittenOutForTheRelease() {
    ReleaseTag tag = ReleaseTag.of("v1.2.3-rc.1");
    assertThat(new AssetName("${tag}/".replace("/", "_") + "${version}.zip").of(tag))
        .isEqualTo("v1.2.3-rc.1_1.2.3-rc.1.zip");
  }

  @Test
  void furtherAssetsAreRead() {
    assertThat(Tidy.changed("assets: []", "assets: [{name: a.txt, from: docs/a.txt}]").release())
        .isEqualTo(
            new Release("CHANGELOG.md", List.of(new Asset(new AssetName("a.txt"), "docs/a.txt"))));
  }

  @Test
  void wordsThatOtherYamlTakesForTruthAreText() {
    assertThat(Tidy.changed("{LANG: C.UTF-8}", "{A: yes, B: on, C: ''}").image().spec())
        .extracting(ImageSpec::environment)
        .isEqualTo(Map.of("A", "yes", "B", "on", "C", ""));
  }

  @Test
  void aBaseImageIsAReference() {
    String base = "debian.example/library/debian:13@sha256:" + "a".repeat(64);
    assertThat(Tidy.changed("base: scratch", "base: " + base).image().spec().base())
        .isEqualTo(base);
  }

  @Test
  void aFileIsReadWithItsOverrides() throws IOException {
    Path file = Files.writeString(folder.resolve("release.yaml"), Tidy.YAML);
    assertThat(Configuration.read(file, List.of("project=other")).project()).isEqualTo("other");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> Configuration.read(folder.resolve("none.yaml"), List.of()))
        .hasMessageContaining("There is no configuration file")
        .hasMessageContaining("none.yaml")
        .hasMessageContaining("--config");
  }

  @Test
  void aFolderIsNoConfiguration() {
    assertThatThrownBy(() -> Configuration.read(folder, List.of()))
        .hasMessageContaining("cannot be read");
  }

  @Test
  void aFileThatIsNotUtf8IsRefused() throws IOException {
    Path file =
        Files.write(
            folder.resolve("release.yaml"), "project: tädy".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> Configuration.read(file, List.of()))
        .hasMessageContaining("is not UTF-8");
  }

  @Test
  void aFileOverOneMebibyteIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("release.yaml"), "#".repeat((1 << 20) + 1));
    assertThatThrownBy(() -> Configuration.read(file, List.of()))
        .hasMessageContaining("is larger than 1 MiB");
  }
}
