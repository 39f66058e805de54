package ai.stigmer.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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
  void aNewFileIsItsOwnersAlone() throws IOException {
    SettingsFile.at(folders.configuration()).set(Setting.LLM_API_KEY, "canary");

    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(folders.configuration())))
        .isEqualTo("rw-------");
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
