package ai.stigmer.release.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.release.problem.ReleaseException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformTest {

  @ParameterizedTest
  @CsvSource({
    "linux/amd64, linux-amd64",
    "linux/arm64, linux-arm64",
    "linux/arm/v7, linux-arm-v7",
    "darwin/arm64, darwin-arm64",
    "windows/386, windows-386",
  })
  void aPlatformPrintsBackAsItWasReadAndFitsAFileName(String text, String fileName) {
    assertThat(Platform.of(text)).hasToString(text);
    assertThat(Platform.of(text).fileName()).isEqualTo(fileName);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "linux",
        "linux/",
        "/amd64",
        "linux/amd64/",
        "linux/amd64/v1/x",
        "Linux/amd64",
        "linux/AMD64",
        "linux-amd64",
        "linux/x86_64",
        "linux/amd46",
        "lunix/amd64",
        "linux/amd64 ",
        "linux/../amd64",
        "linux/amd64\n"
      })
  void whatIsNoPlatformIsRefused(String text) {
    assertThatThrownBy(() -> Platform.of(text))
        .isInstanceOf(ReleaseException.class)
        .hasMessageEndingWith("is not a platform\nWrite os/architecture, as in linux/amd64.");
  }
}
