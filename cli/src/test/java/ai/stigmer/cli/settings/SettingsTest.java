package ai.stigmer.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

  @TempDir private Path home;
  private Folders folders;

  @BeforeEach
  void findFolders() {
    folders = Folders.of(Map.of("HOME", home.toString()));
  }

  @Test
  void withoutAFileAndVariablesNothingIsSet() {
    assertThat(Setting.values()).noneMatch(setting -> read().find(setting).isPresent());
  }

  @Test
  void theEnvironmentGoesBeforeTheFile() throws IOException {
    write(
        """
        backend:
          type: local
          local:
            llm: {provider: anthropic, model: claude-sonnet-4.5}
        """);

    Settings settings =
        Settings.read(folders, Map.of("STIGMER_LLM_MODEL", "gpt-4", "STIGMER_RUNTIME", ""));

    assertThat(settings.value(Setting.LLM_PROVIDER))
        .contains(new Settings.Value("anthropic", folders.configuration().toString()));
    assertThat(settings.value(Setting.LLM_MODEL))
        .contains(new Settings.Value("gpt-4", "STIGMER_LLM_MODEL"));
    assertThat(settings.find(Setting.RUNTIME)).isEmpty();
  }

  @Test
  void whatTheSucceededToolKnewIsLetStand() throws IOException {
    write(
        """
        backend:
          type: local
          local:
            endpoint: localhost:7234
            execution: {mode: auto, auto_pull: true}
          cloud:
        context: {organization: acme}
        """);

    assertThat(read().unused())
        .containsExactly(
            "backend.local.endpoint",
            "backend.local.execution.mode",
            "backend.local.execution.auto_pull",
            "context.organization");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          backend: {type: cloud}                    | :1:17: backend.type is 'cloud'
          backend: {local: {lm: {model: x}}}        | :1:31: 'backend.local.lm.model' is no setting
          backend: {local: {runtime: lxc}}          | :1:28: backend.local.runtime is 'lxc'
          backend: {local: {llm: {api_key: 'a b'}}} | :1:34: backend.local.llm.api_key cannot be used
          backend: {local: {runtime: [docker]}}     | :1:28: 'backend.local.runtime' is a list
          backend: {local: {llm: {base_url: 'http://[bad'}}} | :1:35: backend.local.llm.base_url is 'http://[bad'
          backend                                   | :1:1: 'backend' has no value
          '[backend]'                               | :1:1: this is a list
          backend: {                                | :1:11 is no YAML: expected the node content, but found '<stream end>'
          """)
  void whatIsNoConfigurationIsRefusedWithItsPlace(String yaml, String problem) throws IOException {
    write(yaml);

    assertThatThrownBy(this::read)
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageStartingWith(folders.configuration() + problem);
  }

  @Test
  void aVariableIsRefusedByItsName() {
    assertThatThrownBy(() -> Settings.read(folders, Map.of("STIGMER_TEMPORAL_PORT", "many")))
        .hasMessage("STIGMER_TEMPORAL_PORT is 'many'");
  }

  @Test
  void settingAValueKeepsTheRestAndItsComments() throws IOException {
    write(
        """
        # mine
        backend:
          type: local
          local:
            # the model I like
            llm:
              provider: ollama # on this machine
              model: qwen2.5-coder:7b
        """);

    SettingsFile.at(folders.configuration()).set(Setting.LLM_PROVIDER, "anthropic");
    SettingsFile.at(folders.configuration()).set(Setting.TEMPORAL_PORT, "7300");

    assertThat(folders.configuration())
        .content()
        .contains("# mine", "# the model I like", "provider: anthropic", "qwen2.5-coder:7b");
    assertThat(read().find(Setting.TEMPORAL_PORT)).contains("7300");
    assertThat(read().find(Setting.LLM_PROVIDER)).contains("anthropic");
  }

  @Test
  void aFileOfCommentsAloneKeepsThemToo() throws IOException {
    write("# mine\n#backend:\n#  type: local\n");

    SettingsFile.at(folders.configuration()).set(Setting.RUNTIME, "docker");

    assertThat(folders.configuration()).content().contains("# mine\n", "#  type: local\n");
    assertThat(read().find(Setting.RUNTIME)).contains("docker");
  }

  @Test
  void aSymbolicLinkStaysOne() throws IOException {
    Path real = Files.createDirectory(home.resolve("dotfiles")).resolve("stigmer.yaml");
    Files.writeString(real, "# mine\n");
    Files.createDirectory(folders.home());
    Files.createSymbolicLink(folders.configuration(), real);

    SettingsFile.at(folders.configuration()).set(Setting.RUNTIME, "docker");

    assertThat(folders.configuration()).isSymbolicLink();
    assertThat(real).content().contains("runtime: docker");
  }

  @Test
  void whatAKilledCommandLeftIsRemovedByTheNext() throws IOException {
    Path left = Files.createDirectory(folders.home()).resolve("config.yaml.1.new");
    Files.setLastModifiedTime(Files.createFile(left), FileTime.from(Instant.EPOCH));

    SettingsFile.at(folders.configuration()).set(Setting.LLM_API_KEY, "canary");

    assertThat(left).doesNotExist();
  }

  @Test
  void theFirstFileTellsEverySettingAndSetsNone() {
    assertThat(SettingsFile.writeFirst(folders.configuration())).isTrue();
    SettingsFile.at(folders.configuration()).set(Setting.RUNTIME, "docker");
    assertThat(SettingsFile.writeFirst(folders.configuration())).isFalse();

    assertThat(read().find(Setting.RUNTIME)).contains("docker");
    for (Setting setting : Setting.values()) {
      assertThat(folders.configuration()).content().contains(setting.key());
    }
  }

  @Test
  void aFileThatCannotBeReadOrWrittenSaysWhy() throws IOException {
    Files.createDirectories(folders.configuration());
    assertThatThrownBy(this::read)
        .isInstanceOf(InvalidSettingException.class)
        .hasMessage(folders.configuration() + " cannot be read: Is a directory");

    Path file = Files.createFile(home.resolve("file")).resolve("config.yaml");
    assertThatThrownBy(() -> SettingsFile.at(file).set(Setting.RUNTIME, "docker"))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessage(file + " cannot be written: something else is there");
  }

  @Test
  void aNewFileIsItsOwnersAlone() throws IOException {
    SettingsFile.at(folders.configuration()).set(Setting.LLM_API_KEY, "canary");

    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(folders.configuration())))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folders.home())))
        .isEqualTo("rwx------");
    assertThat(read().find(Setting.LLM_API_KEY)).contains("canary");
    assertThat(folders.home())
        .isDirectoryNotContaining(file -> !file.equals(folders.configuration()));
  }

  @Test
  void theDataFolderMayBeElsewhere() {
    assertThat(folders.workspace()).isEqualTo(home.resolve(".stigmer/data/workspace"));
    assertThat(
            Folders.of(Map.of("HOME", home.toString(), "STIGMER_DATA_DIR", "/srv/../srv/stigmer"))
                .workspace())
        .isEqualTo(Path.of("/srv/stigmer/workspace"));
    assertThatThrownBy(() -> Folders.of(Map.of())).hasMessageContaining("HOME");
  }

  private Settings read() {
    return Settings.read(folders, Map.of());
  }

  private void write(String yaml) throws IOException {
    Files.createDirectories(folders.home());
    Files.writeString(folders.configuration(), yaml);
  }
}
