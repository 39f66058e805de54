package ai.stigmer.release.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Everything that can be wrong with `release.yaml`, by line, column and key.
class ConfigurationFaultsTest {

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "project: tidy|projekt: tidy|1:1: project: this key is missing",
        "platforms:|platfroms:|7:3: image.platfroms: there is no such key",
        "base: scratch|repository: x.io/a|6:3: image.repository: this key is given twice, first at release.yaml:5:3",
        "{LANG: C.UTF-8}|{A: b, A: c}|16:23: image.environment.A: this key is given twice",
        "project: tidy|project: 12|1:10: project: this is a number, not text",
        "project: tidy|project: true|1:10: project: this is a truth value, not text",
        "project: tidy|project:|1:9: project: this is empty, not text",
        "project: tidy|project: [a]|1:10: project: this is a list, not text",
        "project: tidy|project: a/b|1:10: project: 'a/b' is not a name",
        "[linux/amd64, linux/arm64]|linux/amd64|7:14: image.platforms: this is text, not a list",
        "[linux/amd64, linux/arm64]|[]|7:14: image.platforms: this list is empty",
        "linux/arm64|linux|7:28: image.platforms[1]: 'linux' is not a platform",
        "linux/arm64|linux/arm46|7:28: image.platforms[1]: 'linux/arm46' is not a platform",
        "linux/arm64|linux/amd64|7:14: image.platforms: 'linux/amd64' is listed twice",
        "ghcr.io/acme/tidy-runner|acme/tidy|5:15: image.repository: 'acme/tidy' is not an image repository",
        "ghcr.io/acme/tidy-runner|ghcr.io/acme/tidy:v1|5:15: image.repository: 'ghcr.io/acme/tidy:v1' is not",
        "base: scratch|base: debian.io/x@sha256:12|6:9: image.base: 'sha256:12' is not a digest",
        "base: scratch|base: debian.io/x|6:9: image.base: 'debian.io/x' is not an image reference",
        "from: build/runtime/${platform}|from: ../x|10:13: image.layers[0].from: '../x' is not a path within",
        "from: build/runtime/${platform}|from: /etc|10:13: image.layers[0].from: '/etc' is not a path within",
        "from: build/runtime/${platform}|from: a/${os}|10:13: image.layers[0].from: 'a/${os}' is not a path",
        "to: /¶|to: app¶|11:11: image.layers[0].to: 'app' is not an absolute path",
        "to: /¶|to: /app/../etc¶|11:11: image.layers[0].to: '/app/../etc' is not an absolute path",
        "owner: \"0:0\"|owner: root|12:14: image.layers[0].owner: 'root' is not uid:gid",
        "mode: \"0755\"|mode: 0755|13:13: image.layers[0].mode: this is a number, not text",
        "mode: \"0755\"|mode: \"4755\"|13:13: image.layers[0].mode: '4755' is not a file mode",
        "entrypoint: [/app/run]|entrypoint: /app/run|15:15: image.entrypoint: this is text, not a list",
        "{LANG: C.UTF-8}|{LC-ALL: C}|16:17: image.environment: 'LC-ALL' is not a variable's name",
        "{LANG: C.UTF-8}|{DEBUG: true}|16:24: image.environment.DEBUG: this is a truth value, not text",
        "volumes: [/workspace]|volumes: [workspace]|18:13: image.volumes[0]: 'workspace' is not an absolute path",
        "[sh, build-image-inputs.sh]|sh build.sh|21:5: build[0]: this is text, not a list",
        "[sh, build-image-inputs.sh]|[]|21:5: build[0]: this list is empty",
        "tidy-${version}.tar.gz|tidy-${verson}.tar.gz|30:13: cli.archives[0].name: 'tidy-${verson}.tar.gz' cannot be",
        "tidy-${version}.tar.gz|tidy.rar|30:13: cli.archives[0].name: 'tidy.rar' ends neither in",
        "assets: []|assets: [{name: checksums.txt, from: a}]|34:19: release.assets[0].name: 'checksums.txt' is the name of",
        "from: build/cli¶|from: build/cli¶      os: linux¶|30:7: cli.archives[0]: os and arch stand together",
        "from: build/cli¶|from: build/cli¶      os: windows¶      arch: amd64¶|32:11: cli.archives[0].os: 'windows' is not one of: darwin, linux",
        "tap: acme/homebrew-tap|tap: acme|36:8: homebrew.tap: 'acme' is not a GitHub repository",
        "formula: tidy|formula: Tidy|37:12: homebrew.formula: 'Tidy' is not a formula name",
        "Keep a workspace tidy|Keep it tidy.|39:16: homebrew.description: 'Keep it tidy.' is not a description",
        "Keep a workspace tidy|A tidy workspace|39:16: homebrew.description: 'A tidy workspace' is not a description",
        "https://github.com/acme/tidy|github.com/acme|40:13: homebrew.homepage: 'github.com/acme' is not a web address",
        "license: Apache-2.0|license: Apache 2|41:12: homebrew.license: 'Apache 2' is not an SPDX identifier",
        "delivery: pull-request|delivery: push|42:13: homebrew.delivery: 'push' is not one of: pull-request, commit",
        "assets: []|assets: [{name: checksums.txt.sigstore.json, from: a}]|34:19: release.assets[0].name: 'checksums.txt.sigstore.json' is the name of",
        "signing: none|signing: gpg|43:10: signing: 'gpg' is not one of: none, cosign",
        "signing: none|signing: [cosign]|43:10: signing: a list is not one of: none, cosign",
        "signing: none|signing: {}|43:10: signing.cosign-key: this key is missing",
        "signing: none|signing: {cosign-key: awskms:///a}|43:23: signing.cosign-key: 'awskms:///a' is not the name of a key",
        "signing: none|signing: {cosign-key: --fulcio-url=x}|43:23: signing.cosign-key: '--fulcio-url=x' is not the name of a key",
        "signing: none|signing: {cosign-key: a, transparency-log: off}|43:44: signing.transparency-log: 'off' is not one of: public, none",
      })
  void oneFaultIsOneSentence(String from, String to, String sentence) {
    Problem problem = Tidy.refusal(Tidy.replaced(from.replace('¶', '\n'), to.replace('¶', '\n')));
    assertThat(problem.kind()).isEqualTo(Problem.Kind.INPUT);
    assertThat(problem.text()).contains("release.yaml:" + sentence);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tidy-${version}.image.cdx.json",
        "tidy-${version}.cli.cdx.json",
        "tidy-${version}.provenance.json"
      })
  void aFileHasNotTheNameOfADocument(String name) {
    Problem problem =
        Tidy.refusal(Tidy.replaced("assets: []", "assets: [{name: '" + name + "', from: a}]"));

    assertThat(problem.kind()).isEqualTo(Problem.Kind.INPUT);
    assertThat(problem.text())
        .contains("'" + name + "' is the name of a document", "Choose another name.");
  }

  @Test
  void aMisspeltKeyIsToldItsNeighbour() {
    Problem problem = Tidy.refusal(Tidy.replaced("delivery:", "delivry:"));
    assertThat(problem.summary())
        .isEqualTo("release.yaml:42:3: homebrew.delivry: there is no such key");
    assertThat(problem.remedy()).isEqualTo("Did you mean 'delivery'?");
  }

  @Test
  void aKeyLikeNoOtherIsToldThemAll() {
    assertThat(Tidy.refusal(Tidy.YAML + "snapcraft: x\n").remedy())
        .isEqualTo(
            "The keys here are project, github, image, build, cli, release, homebrew, signing.");
  }

  @Test
  void aMissingKeyIsToldItsMeaning() {
    assertThat(Tidy.refusal(Tidy.replaced("  license: Apache-2.0\n", "")))
        .isEqualTo(
            new Problem(
                Problem.Kind.INPUT,
                "release.yaml:36:3: homebrew.license: this key is missing",
                "",
                "Add it: the product's licence, by its SPDX identifier."));
  }

  @Test
  void allFaultsAreToldAtOnce() {
    Problem problem =
        Tidy.refusal(Tidy.replaced("acme/tidy\n", "tidy\n").replace("0:0", "root") + "more: 1\n");
    assertThat(problem.summary()).isEqualTo("release.yaml has 3 faults");
    assertThat(problem.detail())
        .isEqualTo(
            """
            release.yaml:44:1: more: there is no such key. The keys here are project, github, image, build, cli, release, homebrew, signing.
            release.yaml:3:15: github.repository: 'tidy' is not a GitHub repository. Write owner/name, as in acme/tidy.
            release.yaml:12:14: image.layers[0].owner: 'root' is not uid:gid. Write two numbers in quotes, as in "1000:1000": an image may have no names for them.\
            """);
  }

  @Test
  void aTapUrlWithAPasswordIsRefusedWithoutShowingIt() {
    Problem problem =
        Tidy.refusal(
            Tidy.replaced("  formula:", "  tap-url: https://me:hunter2@example.com/x\n  formula:"));
    assertThat(problem.summary())
        .isEqualTo("release.yaml:37:12: homebrew.tap-url: this URL holds a password");
    assertThat(problem.text()).doesNotContain("hunter2");
  }

  @Test
  void twoArchivesNeedTwoPlatforms() {
    String archive = "    - name: tidy-${version}.tar.gz\n      from: build/cli\n";
    String linux = "    - {name: NAME.zip, from: a, os: linux, arch: amd64}\n";
    assertThat(Tidy.refusal(Tidy.replaced(archive, archive + linux)).summary())
        .isEqualTo("release.yaml:30:5: cli.archives: a portable archive stands alone");
    assertThat(
            Tidy.refusal(Tidy.replaced(archive, linux + linux.replace("NAME", "OTHER"))).summary())
        .startsWith("release.yaml:30:5: cli.archives: two archives are for the same platform");
  }

  @Test
  void twoAssetsNeedTwoNames() {
    String asset = "assets: [{name: 'tidy-${version}.tar.gz', from: a}]";
    assertThat(Tidy.refusal(Tidy.replaced("assets: []", asset)).summary())
        .isEqualTo("release.yaml:1:1: two assets have the name 'tidy-${version}.tar.gz'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "project: &a tidy",
        "project: *a",
        "&a project: tidy",
        "build: &b [[x]]",
        "? &a x\n: y"
      })
  void anchorsAndAliasesAreRefused(String yaml) {
    assertThat(Tidy.refusal(yaml).summary())
        .matches("release.yaml:1:[0-9]+: anchors and aliases are not read");
  }

  @ParameterizedTest
  @ValueSource(strings = {"project: !!str 1", "build: !x []", "!y project: a", "image: !z {}"})
  void tagsAreRefused(String yaml) {
    assertThat(Tidy.refusal(yaml).summary()).matches("release.yaml:1:[0-9]+: tags are not read");
  }

  @Test
  void textThatIsNoYamlIsRefusedWhereItBreaks() {
    assertThat(Tidy.refusal("project: tidy\nimage: [a\n").summary())
        .startsWith("release.yaml:3:1: this is not YAML: ");
    assertThat(Tidy.refusal("project: a\u0000b").summary()).contains("this is not YAML: ");
    assertThat(Tidy.refusal("? [a]\n: b").summary()).endsWith("1:3: a key must be text");
    assertThat(Tidy.refusal("a: b\n---\nc: d").summary()).endsWith("a second document begins");
  }

  @Test
  void deepNestingIsRefusedBeforeTheStackEnds() {
    assertThat(Tidy.refusal("[".repeat(200_000)).summary())
        .isEqualTo("release.yaml:1:22: this is nested too deeply");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing", "---", "text", "[]"})
  void aFileThatIsNoMapIsRefused(String yaml) {
    assertThat(Tidy.refusal(yaml).text()).contains("release.yaml:1:");
  }

  @Test
  void aLongValueIsAbbreviatedAndControlCharactersAreNotPrinted() {
    String name = "\\e[31m" + "x".repeat(100_000);
    assertThat(Tidy.refusal(Tidy.replaced("project: tidy", "project: \"" + name + "\"")).text())
        .hasSizeLessThan(300)
        .doesNotContain("\u001b");
    String path = "a/".repeat(100_000) + "..";
    assertThat(Tidy.refusal(Tidy.replaced("build/runtime/${platform}", path)).text())
        .hasSizeLessThan(400);
  }
}
