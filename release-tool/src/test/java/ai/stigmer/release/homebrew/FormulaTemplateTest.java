package ai.stigmer.release.homebrew;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.oci.Repository;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.testing.Golden;
import ai.stigmer.release.testing.Program;
import ai.stigmer.release.version.ReleaseTag;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormulaTemplateTest {

  private static final Path PORTABLE = Path.of("../homebrew-tap-template/Formula/stigmer.rb.ftl");
  private static final Path PER_PLATFORM =
      Path.of("src/test/resources/ai/stigmer/release/homebrew/tidy.rb.ftl");

  @TempDir private Path folder;

  @Test
  void aPortableArchiveRendersThisProductsFormula() throws IOException {
    Formula formula = FormulaTemplate.read(PORTABLE).render(portable());
    Golden.assertMatches(getClass(), "stigmer.rb", formula.content());
    assertThat(ruby(formula.content(), "-c")).contains("Syntax OK");
    assertThat(formula.version()).map(Object::toString).contains("1.2.3");
  }

  @Test
  void oneArchivePerPlatformRendersBlocks() throws IOException {
    Formula formula = FormulaTemplate.read(PER_PLATFORM).render(perPlatform());
    Golden.assertMatches(getClass(), "tidy.rb", formula.content());
    assertThat(ruby(formula.content(), "-c")).contains("Syntax OK");
    assertThat(formula.version()).map(Object::toString).contains("1.2.3");
  }

  @Test
  void aRaisedVersionSchemeIsKept() {
    FormulaInput input = portable();
    Formula formula = FormulaTemplate.read(PORTABLE).render(withVersionScheme(input, 2));
    assertThat(formula.content()).contains("  license \"Apache-2.0\"\n  version_scheme 2\n\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Say \"hi\" to #{`touch pwned`}", "`touch pwned` and back\\slash", "Two\nlines"})
  void rubyReadsAHostileDescriptionExactly(String description) {
    Formula formula = FormulaTemplate.read(PORTABLE).render(described(description));
    assertThat(ruby(formula.content(), "-c")).contains("Syntax OK");
    String stub =
        """
        class Formula
          def self.desc(text) = STDOUT.write(text)
          def self.test(*) = nil
          def self.method_missing(*) = nil
        end
        """;
    assertThat(ruby(stub + formula.content(), "-W0")).isEqualTo(description);
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "class ${className} <|class Stigma <|declares the class Stigma, but Homebrew looks for"
            + " Stigmer in Formula/stigmer.rb",
        "class ${className} < Formula|module X|declares no formula class",
        "${archive.sha256}|''|has a sha256 that is not 64 lower-case hexadecimal digits: ''",
        "${archive.sha256}|Not|has a sha256 that is not 64 lower-case hexadecimal digits: 'Not'",
        "${archive.sha256}|0019dfc4b32d63c1392aa264aed2253c1e0c2fb09216f8e2cc269bbfb8bb49b5|does not"
            + " hold the sha256 of the archive stigmer-1.2.3.tar.gz",
        "${archive.url}|https://example.com/download/v1.2.3/x.tar.gz|does not hold the URL of the"
            + " archive stigmer-1.2.3.tar.gz",
        "license \"|version \"1.2.4\" # \"|serves version 1.2.4 instead of 1.2.3"
      })
  void aFormulaThatDisagreesWithItsReleaseIsRefused(String from, String to, String problem)
      throws IOException {
    String text = Files.readString(PORTABLE).replace(from, to);
    FormulaTemplate template = FormulaTemplate.of("stigmer.rb.ftl", text);
    assertThatThrownBy(() -> template.render(portable()))
        .isInstanceOf(ReleaseException.class)
        .hasMessageStartingWith("The formula that stigmer.rb.ftl renders " + problem);
  }

  @Test
  void aTemplateForOneArchiveNamesWhatIsMissingWhenThereAreSeveral() {
    FormulaTemplate template = FormulaTemplate.read(PORTABLE);
    assertThatThrownBy(() -> template.render(perPlatform()))
        .isInstanceOf(ReleaseException.class)
        .hasMessageContaining("line 4, column 10: 'archive' is not defined");
  }

  @Test
  void aPlatformWithoutADownloadIsRefusedAsHomebrewRefusesItsTap() {
    assertThatThrownBy(() -> threePlatforms("# a comment of url \"x\"").render(three()))
        .isInstanceOf(ReleaseException.class)
        .hasMessageStartingWith(
            "The formula that tidy.rb.ftl renders has nothing to download on linux/arm64, for which")
        .hasMessageContaining("depends_on arch: :x86_64");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "url \"${archives[0].url}\"",
        "depends_on arch: :x86_64",
        "on_linux do\n    depends_on arch: :x86_64\n  end",
        "depends_on :macos"
      })
  void aPlatformThatIsLeftOutInWordsHomebrewKnowsIsFine(String words) {
    assertThat(threePlatforms(words).render(three()).content()).contains("darwin-arm64");
  }

  private static FormulaTemplate threePlatforms(String words) {
    return FormulaTemplate.of(
        "tidy.rb.ftl",
        "class ${className} < Formula\n  "
            + words
            + "\n<#list archives as one>\n  on_system :${one.os}, :${one.arch} do\n    url"
            + " \"${one.url}\"\n    sha256 \"${one.sha256}\"\n  end\n</#list>\nend\n");
  }

  private static FormulaInput three() {
    return input(
        "tidy",
        "Keep a workspace tidy",
        perPlatform().archives().stream()
            .filter(archive -> !archive.name().contains("linux-arm64"))
            .toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A tool", "the tool", "Does a thing.", "12345678901234567890 x4"})
  void aDescriptionTheAuditRefusesIsRefused(String description) {
    assertThatThrownBy(() -> described(description.replace("x4", "12345678901234567890".repeat(4))))
        .isInstanceOf(ReleaseException.class)
        .hasMessageContaining("homebrew.description");
  }

  private String ruby(String script, String option) {
    return Program.feed(folder, script, "ruby", option, "-");
  }

  private static FormulaInput portable() {
    return described("Run agents on your own machine");
  }

  private static FormulaInput described(String description) {
    return input(
        "stigmer",
        description,
        List.of(archive("stigmer", "1.2.3", Optional.empty(), Optional.empty())));
  }

  private static FormulaInput perPlatform() {
    return input(
        "tidy",
        "Keep a workspace tidy",
        List.of(
            archive("tidy", "darwin-arm64", Optional.of("darwin"), Optional.of("arm64")),
            archive("tidy", "darwin-amd64", Optional.of("darwin"), Optional.of("amd64")),
            archive("tidy", "linux-arm64", Optional.of("linux"), Optional.of("arm64")),
            archive("tidy", "linux-amd64", Optional.of("linux"), Optional.of("amd64"))));
  }

  private static FormulaArchive archive(
      String name, String suffix, Optional<String> os, Optional<String> arch) {
    String file = name + "-" + suffix + ".tar.gz";
    return new FormulaArchive(
        file,
        "https://github.com/" + name + "/" + name + "/releases/download/v1.2.3/" + file,
        Digest.ofBytes(file.getBytes(StandardCharsets.UTF_8)),
        os,
        arch);
  }

  private static FormulaInput input(
      String name, String description, List<FormulaArchive> archives) {
    return new FormulaInput(
        new FormulaName(name),
        name,
        ReleaseTag.of("v1.2.3"),
        "0123456789012345678901234567890123456789",
        description,
        "https://github.com/" + name + "/" + name,
        "Apache-2.0",
        Repository.of("ghcr.io/" + name + "/agent-runner"),
        Digest.ofBytes(new byte[0]),
        archives,
        0);
  }

  private static FormulaInput withVersionScheme(FormulaInput input, int scheme) {
    return new FormulaInput(
        input.formula(),
        input.project(),
        input.tag(),
        input.commit(),
        input.description(),
        input.homepage(),
        input.license(),
        input.image(),
        input.imageDigest(),
        input.archives(),
        scheme);
  }
}
