package ai.stigmer.cli.runtime;

import ai.stigmer.cli.container.ContainerSpecification;
import ai.stigmer.cli.container.Network;
import ai.stigmer.cli.container.Platform;
import ai.stigmer.cli.json.Json;
import ai.stigmer.cli.process.Program.Outcome;
import ai.stigmer.cli.runtime.RuntimeUnavailable.Reason;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Docker's command line and its daemon.
final class DockerDialect implements Dialect {

  /// The variable that names the daemon.
  static final String HOST_VARIABLE = "DOCKER_HOST";

  private static final String SOCKET = "unix://";
  private static final String USUAL_CONTEXT = "default";

  /// From Docker 29 on, what a daemon without the rights of root calls the machine's network is it.
  private static final String SHARES_NETWORK = "(29|[3-9][0-9]|[0-9]{3,})\\..*";

  private final CommandLine docker;
  private final LocalMachine machine;
  private final String version;
  private Optional<RuntimeTraits> traits = Optional.empty();

  private DockerDialect(CommandLine docker, LocalMachine machine, String version) {
    this.docker = docker;
    this.machine = machine;
    this.version = version;
  }

  /// Connects to the daemon, or to Podman where that is what `docker` is.
  ///
  /// @throws RuntimeUnavailable if there is no answer, or the daemon is on another machine
  static Dialect connect(CommandLine docker, LocalMachine machine) {
    Outcome answer = docker.ask("version", "--format", "{{json .}}");
    Json versions = CommandLine.json(answer).orElse(Json.parse("{}"));
    // Docker spells it ApiVersion.
    if (versions.at("Client", "APIVersion").isPresent()) {
      return PodmanDialect.connect(docker, machine);
    }
    if (!List.of("", USUAL_CONTEXT).contains(versions.at("Client", "Context").textOrEmpty())) {
      refuseElsewhere(host(docker));
    }
    String version = versions.at("Server", "Version").textOrEmpty();
    if (version.isEmpty()) {
      throw diagnosis(docker, machine, answer);
    }
    return new DockerDialect(docker, machine, version);
  }

  /// Folders and ports of a daemon on another machine are not those of this one.
  ///
  /// @param host an address as in `DOCKER_HOST`; empty means the usual one
  static void refuseElsewhere(String host) {
    if (!host.isEmpty() && !host.startsWith(SOCKET)) {
      throw new RuntimeUnavailable(
          Reason.UNUSABLE,
          "Docker's daemon is set to one on another machine (%s).".formatted(host),
          "stigmer needs that of this machine: unset DOCKER_HOST, or 'docker context use default'.");
    }
  }

  @Override
  public RuntimeKind kind() {
    return RuntimeKind.DOCKER;
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public synchronized RuntimeTraits traits() {
    RuntimeTraits known = traits.orElseGet(this::askTraits);
    traits = Optional.of(known);
    return known;
  }

  private RuntimeTraits askTraits() {
    Outcome answer = docker.ask("info", "--format", "{{json .}}");
    Json information =
        CommandLine.json(answer)
            .filter(told -> !told.at("ServerVersion").textOrEmpty().isEmpty())
            .orElseThrow(() -> diagnosis(docker, machine, answer));
    List<String> security = information.at("SecurityOptions").texts();
    if (security.contains("name=rootless") && !version.matches(SHARES_NETWORK)) {
      throw new RuntimeUnavailable(
          Reason.UNUSABLE,
          "Docker %s without the rights of root cannot share this machine's network with a container."
              .formatted(version),
          "Upgrade Docker to 29, or use Podman: --runtime podman");
    }
    return new RuntimeTraits(
        Platform.of(
            information.at("OSType").textOrEmpty(), information.at("Architecture").textOrEmpty()),
        security.contains("name=rootless"),
        machine.operatingSystem() == OperatingSystem.MACOS
            || information.at("OperatingSystem").textOrEmpty().equals("Docker Desktop"),
        security.contains("name=selinux"));
  }

  @Override
  public List<String> create(ContainerSpecification specification) {
    var arguments =
        new ArrayList<>(
            List.of("--log-driver=json-file", "--log-opt=max-size=10m", "--log-opt=max-file=3"));
    if (specification.network() instanceof Network.Published) {
      // Only Docker Desktop and Podman give a container this name by themselves.
      arguments.add("--add-host=" + kind().machineName() + ":host-gateway");
    }
    specification.imageUser().flatMap(this::user).ifPresent(arguments::add);
    if (!specification.health().isEmpty()) {
      arguments.addAll(
          List.of(
              "--health-cmd=" + shell(specification.health()),
              "--health-interval=30s",
              "--health-timeout=10s",
              "--health-start-period=30s"));
    }
    return arguments;
  }

  /// With a virtual machine every user of a container writes as the person; without the rights of
  /// root the container's root is the person; else the person's own numbers are the ones that fit.
  private Optional<String> user(ContainerSpecification.ImageUser image) {
    if (traits().virtualMachine()) {
      return Optional.empty();
    }
    if (traits().rootless()) {
      return Optional.of("--user=0:0");
    }
    return machine.root() || machine.user() == image.user()
        ? Optional.empty()
        : Optional.of("--user=%d:%d".formatted(machine.user(), machine.group()));
  }

  /// Docker takes no other health command than one for the container's shell.
  private static String shell(List<String> command) {
    return command.stream()
        .map(word -> "'" + word.replace("'", "'\\''") + "'")
        .collect(Collectors.joining(" "));
  }

  @Override
  public Optional<RuntimeUnavailable> unavailable() {
    Outcome answer = docker.ask("version", "--format", "{{json .Server}}");
    return answer.succeeded() ? Optional.empty() : Optional.of(diagnosis(docker, machine, answer));
  }

  @Override
  public Optional<Engine> engine() {
    return Optional.of(Engine.at(socket(host(docker))));
  }

  private static RuntimeUnavailable diagnosis(
      CommandLine docker, LocalMachine machine, Outcome answer) {
    String host = host(docker);
    refuseElsewhere(host);
    Path socket = socket(host);
    if (Files.exists(socket) && !Files.isWritable(socket)) {
      return new RuntimeUnavailable(
          Reason.PERMISSION_DENIED,
          "You may not use Docker: %s is not writable for you.".formatted(socket),
          switch (machine.operatingSystem()) {
            case LINUX -> "Run 'sudo usermod -aG docker $USER', then log out and in again.";
            case MACOS -> "Restart Docker Desktop as the user you are now.";
          });
    }
    if (answers(socket)) {
      return new RuntimeUnavailable(
          Reason.UNUSABLE,
          "Docker answers at %s, but not as it should: %s."
              .formatted(socket, CommandLine.words(answer)),
          "Restart Docker; if that does not help, upgrade it.");
    }
    return new RuntimeUnavailable(
        Reason.NOT_RUNNING,
        "Docker is installed, but it is not running (nothing answers at %s).".formatted(socket),
        switch (machine.operatingSystem()) {
          case LINUX ->
              socket.toString().contains("/.docker/desktop/")
                  ? "Start Docker Desktop: systemctl --user start docker-desktop"
                  : "Start it: sudo systemctl start docker";
          case MACOS -> "Start Docker Desktop: open -a Docker";
        });
  }

  /// Where this user's `docker` looks for its daemon.
  private static String host(CommandLine docker) {
    return CommandLine.json(
            docker.ask("context", "inspect", "--format", "{{json .Endpoints.docker.Host}}"))
        .flatMap(Json::text)
        .orElse(SOCKET + "/var/run/docker.sock");
  }

  private static Path socket(String host) {
    return Path.of(host.substring(SOCKET.length()));
  }

  private static boolean answers(Path socket) {
    try (SocketChannel channel = Engine.connect(socket)) {
      return channel.isConnected();
    } catch (IOException nobody) {
      return false;
    }
  }
}
