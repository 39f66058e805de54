package ai.stigmer.cli.runtime;

import ai.stigmer.cli.json.Json;
import ai.stigmer.cli.runtime.RuntimeUnavailable.Reason;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a Podman that does not do the work itself finds the service that does: a socket of this
/// machine, or an address such as `ssh://core@127.0.0.1:51234/run/podman/podman.sock`, which a
/// virtual machine of this machine has.
///
/// @see <a href="https://docs.podman.io/en/latest/markdown/podman.1.html">podman, `--url`</a>
record PodmanDestination(String address) {

  /// The variable that names an address.
  static final String HOST_VARIABLE = "CONTAINER_HOST";

  private static final String CONNECTION_VARIABLE = "CONTAINER_CONNECTION";
  private static final Pattern SOCKET = Pattern.compile("unix:/*(/.+)");
  private static final Pattern REMOTE =
      Pattern.compile("(?:[a-z]+://)?(?:[^@/]*@)?(\\[[^]]*]|[^:/]*).*");
  private static final Set<String> THIS_MACHINE = Set.of("", "localhost", "127.0.0.1", "[::1]");

  /// The one that the environment names, else the connection that is Podman's default, else the
  /// usual socket.
  static PodmanDestination of(CommandLine podman, Map<String, String> environment) {
    String host = environment.getOrDefault(HOST_VARIABLE, "");
    String connection = environment.getOrDefault(CONNECTION_VARIABLE, "");
    if (connection.isEmpty() && !host.isEmpty()) {
      return new PodmanDestination(host);
    }
    List<Json> connections =
        Answers.items(podman.ask("system", "connection", "list", "--format", "json")).toList();
    return connections.stream()
        .filter(found ->
            connection.isEmpty()
                ? found.at("Default").isTrue()
                : found.at("Name").textOrEmpty().equals(connection))
        .findFirst()
        .map(found -> new PodmanDestination(found.at("URI").textOrEmpty()))
        .orElse(new PodmanDestination("unix:///run/podman/podman.sock"));
  }

  /// Folders and ports of another machine are not those of this one.
  ///
  /// @throws RuntimeUnavailable if the service is there
  void refuseElsewhere() {
    Matcher remote = REMOTE.matcher(address);
    if (socket().isEmpty() && remote.matches() && !THIS_MACHINE.contains(remote.group(1))) {
      throw new RuntimeUnavailable(
          Reason.UNUSABLE,
          "Podman's service is set to one on another machine (%s).".formatted(remote.group(1)),
          "stigmer needs that of this machine: unset CONTAINER_HOST and CONTAINER_CONNECTION, or"
              + " 'podman system connection default' another.");
    }
  }

  /// The socket, if it is one of this machine.
  Optional<Path> socket() {
    Matcher socket = SOCKET.matcher(address);
    return socket.matches() ? Optional.of(Path.of(socket.group(1))) : Optional.empty();
  }
}
