package ai.stigmer.cli.server;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.cli.container.ContainerSpecification;
import ai.stigmer.cli.runtime.RuntimeUnavailable;
import ai.stigmer.cli.settings.Folders;
import ai.stigmer.cli.stamp.Build;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `stigmer doctor`, finding by finding.
class CheckupTest {

  private static final String IMAGE =
      "ghcr.io/stigmer/agent-runner:v1.2.3@sha256:" + "ab".repeat(32);
  private static final Build BUILD = new Build.Released("1.2.3", "0".repeat(40), IMAGE);

  @TempDir private Path home;
  private final Map<String, String> environment = new HashMap<>();
  private final FakeRuntime runtime = new FakeRuntime();
  private boolean answers = true;
  private OptionalInt taken = OptionalInt.empty();

  @BeforeEach
  void liveHere() {
    environment.put("HOME", home.toString());
  }

  @Test
  void aMachineThatIsReadyHasNothingAmiss() {
    List<Finding> findings = look();

    assertThat(findings).allMatch(Finding::sound);
    assertThat(findings)
        .extracting(Finding::subject)
        .containsExactly("folders", "settings", "runtime", "image", "temporal", "server", "model");
    assertThat(findings)
        .extracting(Finding::text)
        .contains(
            home.resolve(".stigmer/config.yaml") + " is not here yet: the first start writes it",
            "docker 1.0",
            IMAGE + " is not here yet: the first start fetches it",
            TemporalServer.PINNED_IMAGE + " is not here yet: the first start fetches it",
            "not started",
            "ollama at localhost:11434");
    assertThat(runtime.changes).isEmpty();
  }

  @Test
  void anImageThatIsHereIsTold() {
    runtime.has(IMAGE, "1");

    assertThat(look()).extracting(Finding::text).contains(IMAGE + " is here");
  }

  @Test
  void theImageOfTemporalIsLookedAtWhereOneWouldBeStarted() {
    runtime.has(TemporalServer.PINNED_IMAGE.toString(), "2");
    assertThat(look())
        .contains(new Finding("temporal", true, TemporalServer.PINNED_IMAGE + " is here", ""));

    environment.put("STIGMER_TEMPORAL_IMAGE", "localhost/temporal:1");
    assertThat(look())
        .filteredOn(finding -> !finding.sound())
        .singleElement()
        .extracting(Finding::subject, Finding::text)
        .containsExactly(
            "temporal",
            "There is no image localhost/temporal:1 on this machine, and no registry has it.");

    environment.put("TEMPORAL_SERVICE_ADDRESS", "temporal.example:7233");
    assertThat(look()).contains(new Finding("temporal", true, "temporal.example:7233 answers", ""));
  }

  @Test
  void aTemporalThatStigmerStartedIsAskedWhetherItAnswers() {
    runtime.has(TemporalServer.PINNED_IMAGE.toString(), "2");
    runtime.start(
        ContainerSpecification.of("stigmer-temporal", TemporalServer.PINNED_IMAGE)
            .withLabels(ServerIdentity.of(Folders.of(environment)).labels(Component.TEMPORAL)));
    assertThat(look()).contains(new Finding("temporal", true, "127.0.0.1:7233 answers", ""));

    answers = false;
    assertThat(look())
        .contains(
            new Finding(
                "temporal",
                false,
                "Temporal does not answer at 127.0.0.1:7233.",
                "'stigmer server start' starts it."));
  }

  @Test
  void withoutARuntimeTheRestIsStillLookedAt() {
    List<Finding> findings =
        Checkup.of(
            BUILD,
            environment,
            probe(),
            settings -> {
              throw new RuntimeUnavailable(
                  RuntimeUnavailable.Reason.NOT_INSTALLED, "no runtime", "install one");
            });

    assertThat(findings).contains(new Finding("runtime", false, "no runtime", "install one"));
    assertThat(findings)
        .extracting(Finding::subject)
        .containsExactly("folders", "settings", "runtime", "model");
  }

  @Test
  void settingsThatCannotBeReadAreNamedWithTheirPlace() throws IOException {
    Files.createDirectories(home.resolve(".stigmer"));
    Files.writeString(home.resolve(".stigmer/config.yaml"), "backend: {type: cloud}\n");

    assertThat(look())
        .filteredOn(finding -> !finding.sound())
        .singleElement()
        .extracting(Finding::text)
        .asString()
        .endsWith("config.yaml:1:17: backend.type is 'cloud'");
  }

  @Test
  void aKeyThatIsMissingIsToldWithItsVariables() {
    environment.put("STIGMER_LLM_PROVIDER", "anthropic");
    assertThat(look())
        .contains(
            new Finding(
                "model",
                false,
                "The models of anthropic need a key, and there is none.",
                "Set ANTHROPIC_API_KEY or STIGMER_LLM_API_KEY."));

    environment.put("ANTHROPIC_API_KEY", "canary");
    assertThat(look()).contains(new Finding("model", true, "anthropic, with a key", ""));
    assertThat(look().toString()).doesNotContain("canary");
  }

  @Test
  void whatDoesNotAnswerIsToldWithItsAddress() {
    answers = false;
    environment.put("TEMPORAL_SERVICE_ADDRESS", "temporal.example:7233");
    environment.put("OLLAMA_BASE_URL", "http://gpu.example:8000");

    assertThat(look())
        .filteredOn(finding -> !finding.sound())
        .extracting(Finding::text)
        .containsExactly(
            "Temporal does not answer at temporal.example:7233.",
            "Ollama does not answer at gpu.example:8000.");
  }

  @ParameterizedTest
  @CsvSource({
    "https://ollama.example.com, ollama.example.com:443",
    "http://ollama.example.com/v1, ollama.example.com:80",
    "http://[::1]:11434, [::1]:11434",
  })
  void aServerOfModelsIsLookedForAtThePortOfItsUrl(String url, String address) {
    environment.put("STIGMER_LLM_BASE_URL", url);

    assertThat(look()).contains(new Finding("model", true, "ollama at " + address, ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost:11434/ x", "http://localhost:99999", "localhost:11434"})
  void whatIsNoAddressOfAServerOfModelsIsTold(String url) {
    environment.put("OLLAMA_BASE_URL", url);

    assertThat(look())
        .contains(
            new Finding(
                "model",
                false,
                "'" + url + "' is no address of a server.",
                "Write it as http://HOST:PORT or https://HOST."));
  }

  @Test
  void aPortThatAStartWouldMissIsTold() {
    taken = OptionalInt.of(8233);

    assertThat(look())
        .filteredOn(finding -> !finding.sound())
        .singleElement()
        .extracting(Finding::text)
        .asString()
        .startsWith("Temporal needs port 8233");
  }

  private List<Finding> look() {
    return Checkup.of(
        BUILD,
        environment,
        probe(),
        settings -> Located.of(List.of(runtime), ServerIdentity.of(Folders.of(environment))));
  }

  private Probe probe() {
    return new Probe() {
      @Override
      public boolean answers(Address address) {
        return answers;
      }

      @Override
      public boolean isFree(int port) {
        return !taken.equals(OptionalInt.of(port));
      }
    };
  }
}
