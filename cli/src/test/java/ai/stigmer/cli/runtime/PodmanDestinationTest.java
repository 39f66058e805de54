package ai.stigmer.cli.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.stigmer.cli.process.Program;
import ai.stigmer.cli.runtime.RuntimeUnavailable.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Podman as the client of a service, here or elsewhere.
class PodmanDestinationTest {

  private static final String CONNECTIONS =
      """
      [{"Name":"build","URI":"ssh://me@build.example:22/run/podman/podman.sock","Default":true},\
      {"Name":"podman-machine-default","URI":"ssh://core@127.0.0.1:51234/run/podman/podman.sock"}]\
      """;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unix:///run/podman/podman.sock",
        "unix://run/podman/podman.sock",
        "ssh://core@127.0.0.1:51234/run/user/501/podman/podman.sock",
        "ssh://core@localhost:51234/run/podman/podman.sock",
        "tcp://[::1]:8080"
      })
  void aServiceOfThisMachineIsUsed(String address) {
    assertThatCode(new PodmanDestination(address)::refuseElsewhere).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "ssh://me:hush@build.example:22/run/podman/podman.sock, build.example",
    "me@build.example, build.example",
    "tcp://192.0.2.7:8080, 192.0.2.7",
    "tcp://[2001:db8::7]:8080, [2001:db8::7]"
  })
  void aServiceOnAnotherMachineIsRefusedByItsHostAlone(String address, String host) {
    RuntimeUnavailable refused =
        catchThrowableOfType(
            RuntimeUnavailable.class, new PodmanDestination(address)::refuseElsewhere);

    assertThat(refused.reason()).isEqualTo(Reason.UNUSABLE);
    assertThat(refused)
        .hasMessage("Podman's service is set to one on another machine (%s).".formatted(host));
  }

  @Test
  void theEnvironmentGoesBeforeTheDefaultConnection() {
    String socket = "unix:///tmp/podman.sock";

    assertThat(of(Map.of()).address()).startsWith("ssh://me@build.example");
    assertThat(of(Map.of("CONTAINER_CONNECTION", "podman-machine-default")).address())
        .startsWith("ssh://core@127.0.0.1");
    assertThat(of(Map.of("CONTAINER_HOST", socket)).socket()).contains(Path.of("/tmp/podman.sock"));
  }

  /// Whoever works on another machine by default may have a server there, too.
  @Test
  void noContainerOfAnotherMachineIsSeen() {
    assertThat(refused(Map.of())).hasMessageContaining("(build.example)");
    assertThat(refused(Map.of("CONTAINER_HOST", "tcp://192.0.2.7:8080")))
        .hasMessageContaining("(192.0.2.7)");
  }

  private RuntimeUnavailable refused(Map<String, String> variables) {
    program();
    var environment = new HashMap<>(variables);
    environment.put("PATH", folder.toString());
    var finder = new RuntimeFinder(LocalMachine.of(environment));
    return catchThrowableOfType(
        RuntimeUnavailable.class,
        () ->
            finder
                .find(Optional.of(RuntimeKind.PODMAN))
                .getFirst()
                .containers("label", "value", Set.of()));
  }

  private PodmanDestination of(Map<String, String> environment) {
    return PodmanDestination.of(program(), environment);
  }

  /// Works by a service, and sees a container.
  private CommandLine program() {
    Path podman = folder.resolve("podman");
    Bench.script(
        podman,
        """
        case $1 in
          version) echo '{"Client":{"Version":"5.2.0"},"Server":{"Version":"5.1.0"}}' ;;
          system) echo '%s' ;;
          ps) echo 1 ;;
          inspect) echo '[{"Id":"1","Name":"stigmer","State":{"Status":"running"}}]' ;;
        esac
        """
            .formatted(CONNECTIONS));
    return new CommandLine(new Program(podman, Map.of()), Duration.ofMinutes(1));
  }
}
