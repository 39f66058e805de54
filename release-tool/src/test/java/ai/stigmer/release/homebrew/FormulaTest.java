package ai.stigmer.release.homebrew;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormulaTest {

  private static final String TEXT =
      """
      class Tidy < Formula
        # version "9.9.9"
        desc "Keep things tidy"
        url "https://example.com/a/b/releases/download/v1.2.3/tidy-1.2.3.tar.gz"
        sha256 "00"
        license "MIT"

        resource "other" do
          version "8.8.8"
          url "https://example.com/o/download/v7.7.7/o.tar.gz"
          sha256 "11"
        end
      end
      """;

  @Test
  void theVersionIsReadFromTheUrl() {
    assertThat(version(TEXT)).isEqualTo("1.2.3");
  }

  @Test
  void aVersionThatIsNamedWins() {
    assertThat(version(TEXT.replace("  license", "  version \"1.2.4\"\n  license")))
        .isEqualTo("1.2.4");
    assertThat(version(TEXT.replace("  license", "  version '1.2.4-rc.1'\n  license")))
        .isEqualTo("1.2.4-rc.1");
  }

  @ParameterizedTest
  @CsvSource({"/download/v1.2.3/,/files/", "v1.2.3/,v1.2/", "v1.2.3/,1.2.3/"})
  void noVersionIsMadeUp(String from, String to) {
    String text = TEXT.substring(0, TEXT.indexOf("  resource")).replace(from, to);
    assertThat(new Formula(new FormulaName("tidy"), text).version()).isEmpty();
  }

  @Test
  void theVersionSchemeIsWrittenReplacedAndRemoved() {
    var formula = new Formula(new FormulaName("tidy"), TEXT);
    assertThat(formula.versionScheme()).isZero();

    Formula raised = formula.withVersionScheme(1);
    assertThat(raised.content()).contains("  license \"MIT\"\n  version_scheme 1\n\n  resource");
    assertThat(raised.versionScheme()).isEqualTo(1);
    assertThat(raised.withVersionScheme(2).content())
        .contains("  license \"MIT\"\n  version_scheme 2\n\n  resource");
    assertThat(raised.withVersionScheme(0)).isEqualTo(formula);
  }

  private static String version(String text) {
    return new Formula(new FormulaName("tidy"), text).version().orElseThrow().toString();
  }
}
