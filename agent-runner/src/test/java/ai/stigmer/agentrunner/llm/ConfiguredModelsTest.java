package ai.stigmer.agentrunner.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.agentrunner.conversation.ModelException;
import ai.stigmer.agentrunner.llm.ModelSettings.Limits;
import ai.stigmer.agentrunner.secret.Secret;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which model a name means, and what keeps it from being reached.
class ConfiguredModelsTest {

  private static final Map<Provider, Secret> ALL_KEYS =
      Map.of(Provider.ANTHROPIC, Asking.KEY, Provider.OPENAI, Asking.KEY);

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      textBlock =
          """
          # configured, its model,     asked for,                   provider,  name
          OLLAMA,      none,           '',                          OLLAMA,    qwen2.5-coder:7b
          ANTHROPIC,   none,           '',                          ANTHROPIC, claude-sonnet-4-5-20250929
          OPENAI,      none,           '',                          OPENAI,    gpt-4
          OLLAMA,      claude-like:7b, '',                          OLLAMA,    claude-like:7b
          ANTHROPIC,   claude-opus-4.1,'',                          ANTHROPIC, claude-opus-4-1-20250805
          OLLAMA,      none,           llama3.2,                    OLLAMA,    llama3.2
          OLLAMA,      none,           gpt-oss:20b,                 OLLAMA,    gpt-oss:20b
          OLLAMA,      none,           hf.co/me/model,              OLLAMA,    hf.co/me/model
          OLLAMA,      none,           claude-haiku-4.5,            ANTHROPIC, claude-haiku-4-5-20251001
          OLLAMA,      none,           claude-3-opus-20240229,      ANTHROPIC, claude-3-opus-20240229
          OLLAMA,      none,           anthropic/claude-sonnet-4.5, ANTHROPIC, claude-sonnet-4-5-20250929
          ANTHROPIC,   none,           gpt-4o,                      OPENAI,    gpt-4o
          ANTHROPIC,   none,           o3-mini,                     OPENAI,    o3-mini
          ANTHROPIC,   none,           o1,                          OPENAI,    o1
          ANTHROPIC,   none,           olmo2,                       ANTHROPIC, olmo2
          OPENAI,      none,           ollama/qwen3:8b,             OLLAMA,    qwen3:8b
          """)
  void aNameTellsItsProvider(
      Provider configured, String model, String asked, Provider provider, String name) {
    var settings =
        new ModelSettings(
            configured, Optional.ofNullable(model), Map.of(), ALL_KEYS, Limits.DEFAULT);

    assertThat(ModelChoice.of(asked, settings)).isEqualTo(new ModelChoice(provider, name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"claude-sonnet-4.5", "anthropic/claude-sonnet-4.5", "gpt-4", "any:thing"})
  void aServerOfOnesOwnHasNamesOfItsOwn(String name) {
    var settings =
        new ModelSettings(
            Provider.OPENAI,
            Optional.empty(),
            Map.of(Provider.OPENAI, URI.create("http://gateway.lan:8000")),
            Map.of(),
            Limits.DEFAULT);

    assertThat(ModelChoice.of(name, settings)).isEqualTo(new ModelChoice(Provider.OPENAI, name));
    assertThatCode(() -> ConfiguredModels.of(settings).named(name)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ANTHROPIC |          | set ANTHROPIC_API_KEY or STIGMER_LLM_API_KEY.
          OPENAI    |          | set OPENAI_API_KEY or STIGMER_LLM_API_KEY.
          OLLAMA    | gpt-4o   | set OPENAI_API_KEY, or name a model of ollama.
          OLLAMA    | claude-x | set ANTHROPIC_API_KEY, or name a model of ollama.
          """)
  void aMissingKeyIsAskedForWhenItsModelIsNamed(Provider configured, String name, String remedy) {
    var models =
        ConfiguredModels.of(
            new ModelSettings(configured, Optional.empty(), Map.of(), Map.of(), Limits.DEFAULT));

    assertThatThrownBy(() -> models.named(name == null ? "" : name))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("needs a key: " + remedy);
  }

  @ParameterizedTest
  @CsvSource({
    "http://gateway.lan:8000/v1, false",
    "http://192.168.1.2, false",
    "http://localhost.example.com, false",
    "http://127.0.0.1.example.com, false",
    "https://gateway.lan, true",
    "http://localhost:1234, true",
    "http://127.0.0.1:1234, true",
    "http://[::1]:1234, true",
    "http://host.docker.internal:1234, true",
    "http://host.containers.internal, true"
  })
  void aKeyIsNotSentInTheClearBeyondThisMachine(URI url, boolean sent) {
    for (Provider provider : Provider.values()) {
      var models =
          ConfiguredModels.of(
              new ModelSettings(
                  provider,
                  Optional.empty(),
                  Map.of(provider, url),
                  Map.of(provider, Asking.KEY),
                  Limits.DEFAULT));

      if (sent) {
        assertThatCode(() -> models.named("")).doesNotThrowAnyException();
      } else {
        assertThatThrownBy(() -> models.named(""))
            .isInstanceOf(ModelException.class)
            .hasMessageContaining("is not sent to " + url)
            .hasMessageEndingWith("use https.");
      }
    }
  }

  @Test
  void ollamaInTheNeighbourhoodNeedsNeitherKeyNorTls() {
    var settings =
        new ModelSettings(
            Provider.OLLAMA,
            Optional.empty(),
            Map.of(Provider.OLLAMA, URI.create("http://192.168.1.2:11434")),
            Map.of(),
            Limits.DEFAULT);

    assertThatCode(() -> ConfiguredModels.of(settings).named("")).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost:11434",
        "ftp://host",
        "http:///v1",
        "https://me:pw@host",
        "https://host?key=pw"
      })
  void whatIsNoAddressOfAServerIsRefusedUnrepeated(URI url) {
    assertThatThrownBy(() ->
            new ModelSettings(
                Provider.OPENAI,
                Optional.empty(),
                Map.of(Provider.OPENAI, url),
                Map.of(),
                Limits.DEFAULT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContainingAny("pw", "host?");
  }

  @Test
  void aServerNamedWithoutAPathGetsTheUsualOne() {
    for (String url : List.of("http://host:1", "http://host:1/")) {
      assertThat(BaseUrl.complete(URI.create(url), Provider.OPENAI))
          .hasToString("http://host:1/v1");
      assertThat(BaseUrl.complete(URI.create(url), Provider.OLLAMA)).hasToString("http://host:1/");
    }
    assertThat(BaseUrl.complete(URI.create("http://host:1/api/v2"), Provider.OPENAI))
        .hasToString("http://host:1/api/v2");
  }

  @Test
  void theKeyIsNeverLogged() throws InterruptedException {
    var lines = new ArrayList<String>();
    var collector =
        new Handler() {
          @Override
          public synchronized void publish(LogRecord line) {
            lines.add(new SimpleFormatter().format(line));
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger root = Logger.getLogger("");
    Level level = root.getLevel();
    collector.setLevel(Level.ALL);
    root.addHandler(collector);
    root.setLevel(Level.ALL);
    try {
      for (Wire wire : Wire.values()) {
        try (var server =
            ProviderServer.start(
                ProviderServer.status(503, Asking.KEY.reveal()),
                ProviderServer.stream(wire.says("Hello")))) {
          Asking.at(server, wire).greet();
        }
      }
    } finally {
      root.setLevel(level);
      root.removeHandler(collector);
    }

    assertThat(lines).isNotEmpty().noneMatch(line -> line.contains(Asking.KEY.reveal()));
  }

  @Test
  void settingsDoNotShowTheirKeys() {
    var settings =
        new ModelSettings(Provider.OPENAI, Optional.empty(), Map.of(), ALL_KEYS, Limits.DEFAULT);

    assertThat(settings.toString()).contains("***").doesNotContain(Asking.KEY.reveal());
  }
}
