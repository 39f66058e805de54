package ai.stigmer.release.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.configuration.Configuration.Homebrew;
import ai.stigmer.release.oci.Platform;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingTest {

  @Test
  void aTextIsTakenAsItStands() {
    Configuration read =
        Tidy.with(
            "image.repository=localhost:5000/me/x",
            "homebrew.tap-url=/tmp/tap.git",
            "homebrew.description=Keep: it # tidy",
            "image.user=1:2");
    assertThat(read.image().repository()).hasToString("localhost:5000/me/x");
    assertThat(read.image().spec().user()).contains("1:2");
    assertThat(read.homebrew().flatMap(Homebrew::tapUrl)).contains("/tmp/tap.git");
    assertThat(read.homebrew().map(Homebrew::description)).contains("Keep: it # tidy");
  }

  @Test
  void aListOrMapIsReadAsYaml() {
    Configuration read =
        Tidy.with("image.platforms=[linux/amd64]", "image.labels={a: b}", "build=[[make]]");
    assertThat(read.image().spec().platforms()).containsExactly(Platform.of("linux/amd64"));
    assertThat(read.image().spec().labels()).isEqualTo(Map.of("a", "b"));
    assertThat(read.build()).isEqualTo(List.of(List.of("make")));
  }

  @Test
  void aFreeNameMayHaveDots() {
    assertThat(Tidy.with("image.labels.org.example.x=a=b").image().spec().labels())
        .containsEntry("org.example.x", "a=b")
        .containsEntry("org.opencontainers.image.title", "tidy-runner");
  }

  @Test
  void anElementOfAListIsReplaced() {
    Configuration read =
        Tidy.with("cli.archives[0].from=build/other", "image.platforms[1]=linux/s390x");
    assertThat(read.cli().archives().getFirst().from()).isEqualTo("build/other");
    assertThat(read.image().spec().platforms())
        .containsExactly(Platform.of("linux/amd64"), Platform.of("linux/s390x"));
  }

  @Test
  void aSectionThatIsNotThereIsBegun() {
    String yaml = Tidy.replaced("github:\n  repository: acme/tidy\n", "");
    assertThat(
            Configuration.parse("release.yaml", yaml, List.of("github.repository=a/b"))
                .repository())
        .contains(new GitHubRepository("a", "b"));
  }

  @Test
  void theLastSettingOfAKeyStands() {
    assertThat(Tidy.with("project=a", "project=b").project()).isEqualTo("b");
  }

  @Test
  void itMendsWhatTheFileHasWrong() {
    String yaml = Tidy.replaced("project: tidy", "project: [1]");
    assertThat(Configuration.parse("release.yaml", yaml, List.of("project=a")).project())
        .isEqualTo("a");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "image.platfroms=[a]|--set image.platfroms: image.platfroms: there is no such key",
        "image.repository=x|--set image.repository: image.repository: 'x' is not an image repository",
        "image.platforms=[linux/amd64, x]|--set image.platforms: image.platforms[1]: 'x' is not a platform",
        "image.platforms=linux/amd64|--set image.platforms: image.platforms: this is text, not a list",
        "image.platforms=[a|--set image.platforms: this is not YAML",
        "image.platforms[2]=linux/arm|--set image.platforms[2]: image.platforms: there is nothing at '[2]'",
        "image.platforms[99999]=a|--set image.platforms[99999]: image.platforms: there is nothing at",
        "image.platforms.first=a|--set image.platforms.first: image.platforms: there is nothing at 'first'",
        "project.name=a|--set project.name: project: there is nothing at 'name'",
        "image..base=a|there is nothing at '.base'",
        "image=1|--set image: image: this is a number, not a map",
        "signing=gpg|--set signing: signing: 'gpg' is not one of: none, cosign",
        "signing.key=a|--set signing.key: signing.key: there is no such key",
        "homebrew.tap-url=http://a:hunter2@b|--set homebrew.tap-url: homebrew.tap-url: this URL holds a password",
        "project|--set needs key=value",
        "=a|--set needs key=value",
        "''|--set needs key=value",
      })
  void aFaultNamesTheSettingInsteadOfALine(String setting, String sentence) {
    assertThat(Tidy.refusal(Tidy.YAML, setting).text())
        .contains(sentence)
        .doesNotContain("hunter2")
        .doesNotContain("release.yaml:");
  }
}
