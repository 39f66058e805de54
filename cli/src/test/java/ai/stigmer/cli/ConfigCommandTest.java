package ai.stigmer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.cli.settings.Setting;
import ai.stigmer.cli.settings.SettingsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `stigmer config`, and what commands do about a configuration.
class ConfigCommandTest {

  @TempDir private Path home;
  private Person person;

  @BeforeEach
  void sitDown() {
    person = new Person(home);
  }

  @Test
  void aSettingThatIsNotUsedAnyMoreIsTold() throws IOException {
    Files.createDirectory(home.resolve(".stigmer"));
    Files.writeString(
        home.resolve(".stigmer/config.yaml"), "backend: {local: {data_dir: /elsewhere}}\n");

    assertThat(person.run("server", "start")).isEqualTo(1);
    assertThat(person.err.toString())
        .contains("backend.local.data_dir in config.yaml is not used by this stigmer.");
  }

  @Test
  void settingsAreWrittenShownAndListed() {
    assertThat(person.run("config", "set", "backend.local.runtime", "podman")).isZero();
    assertThat(person.run("config", "get", "backend.local.runtime")).isZero();
    assertThat(person.run("config", "path")).isZero();
    assertThat(person.out).hasToString("podman\n" + home.resolve(".stigmer/config.yaml") + "\n");

    assertThat(person.run("config", "list")).isZero();
    assertThat(person.out.toString())
        .contains("  podman (" + home.resolve(".stigmer/config.yaml") + ")", "  not set");
  }

  @Test
  void aKeyIsNeverShown() {
    person.typed = "canary";
    assertThat(person.run("config", "set", "backend.local.llm.api_key")).isZero();
    assertThat(person.run("config", "get", "backend.local.llm.api_key")).isZero();
    assertThat(person.run("config", "list")).isZero();

    assertThat(person.out.toString() + person.err).contains("***").doesNotContain("canary");
    assertThat(home.resolve(".stigmer/config.yaml")).content().contains("canary");
  }

  @Test
  void aKeyIsReadFromWhatIsPipedIn() {
    person.piped = "canary\n";

    assertThat(person.run("config", "set", "backend.local.llm.api_key")).isZero();
    assertThat(home.resolve(".stigmer/config.yaml")).content().contains("canary");
  }

  @Test
  void aKeyIsNoArgumentWhichOthersCouldRead() {
    assertThat(person.run("config", "set", "backend.local.llm.api_key", "canary")).isEqualTo(2);
    assertThat(person.run("config", "set", "backend.local.llm.api_key")).isEqualTo(2);
    assertThat(person.run("config", "set", "backend.local.runtime")).isEqualTo(2);

    assertThat(home.resolve(".stigmer/config.yaml")).doesNotExist();
    assertThat(person.err.toString())
        .contains("a secret is no argument", "nothing was typed", "what backend.local.runtime is")
        .doesNotContain("canary");
  }

  @Test
  void whatIsNoSettingOrNoValueIsRefused() {
    assertThat(person.run("config", "get", "backend.local.engine")).isEqualTo(2);
    assertThat(person.run("config", "set", "backend.local.runtime", "lxc")).isEqualTo(2);
    assertThat(person.err.toString())
        .contains("'backend.local.engine' is no setting", "backend.local.runtime is 'lxc'");
  }

  @Test
  void aConfigurationThatCannotBeUsedExitsWithTwo() throws IOException {
    Files.createDirectory(home.resolve(".stigmer"));
    Files.writeString(home.resolve(".stigmer/config.yaml"), "backend: {type: cloud}\n");

    assertThat(person.run("server", "status")).isEqualTo(2);
    assertThat(person.err.toString()).contains("backend.type is 'cloud'").doesNotContain("\tat ");
  }

  @Test
  void aConfigurationThatCannotBeUsedHindersNobodyToStopAndToReadLogs() throws IOException {
    Files.createDirectory(home.resolve(".stigmer"));
    Files.writeString(home.resolve(".stigmer/config.yaml"), "backend: {new: key}\n");
    person.withDocker("logs*) echo '2026-01-01T00:00:00Z hello' ;;");

    assertThat(person.run("server", "logs")).isZero();
    assertThat(person.out).hasToString("hello\n");
    assertThat(person.err.toString()).contains("note: ", "'backend.new' is no setting");
    assertThat(person.run("server", "stop", "--runtime", "podman")).isEqualTo(1);
    assertThat(person.err.toString()).contains("There is no program 'podman' on your PATH.");
  }

  @Test
  void theFirstStartWritesAConfigurationThatOnlyItsOwnerReads() throws IOException {
    assertThat(person.run("server")).isEqualTo(1);

    Path configuration = home.resolve(".stigmer/config.yaml");
    assertThat(Files.getPosixFilePermissions(configuration))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    SettingsFile.at(configuration).set(Setting.RUNTIME, "podman");
    assertThat(configuration).content().contains("runtime: podman", "# Settings of stigmer");
  }
}
