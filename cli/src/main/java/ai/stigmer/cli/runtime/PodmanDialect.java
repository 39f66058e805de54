package ai.stigmer.cli.runtime;

import ai.stigmer.cli.container.ContainerSpecification;
import ai.stigmer.cli.container.ContainerSpecification.ImageUser;
import ai.stigmer.cli.container.Platform;
import ai.stigmer.cli.json.Json;
import ai.stigmer.cli.process.Program.Outcome;
import ai.stigmer.cli.runtime.RuntimeUnavailable.Reason;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Podman's command line, which works by itself on Linux and asks a virtual machine elsewhere.
final class PodmanDialect implements Dialect {

  private static final Pattern VERSION = Pattern.compile("([0-9]+)\\.([0-9]+).*");

  private final CommandLine podman;
  private final Surroundings surroundings;
  private final String version;
  private final boolean remote;
  private Optional<RuntimeTraits> traits = Optional.empty();

  private PodmanDialect(CommandLine podman, Surroundings surroundings, Json versions) {
    this.podman = podman;
    this.surroundings = surroundings;
    this.remote = versions.at("Server").isPresent();
    this.version = versions.at(remote ? "Server" : "Client", "Version").textOrEmpty();
  }

  /// Asks Podman for its version, which a machine that does not run cannot tell.
  ///
  /// @throws RuntimeUnavailable if there is no answer
  static Dialect connect(CommandLine podman, Surroundings surroundings) {
    Outcome answer = versions(podman);
    Optional<Json> versions = CommandLine.json(answer).filter(ignored -> answer.succeeded());
    return new PodmanDialect(
        podman, surroundings, versions.orElseThrow(() -> diagnosis(podman, surroundings, answer)));
  }

  private static Outcome versions(CommandLine podman) {
    return podman.ask("version", "--format", "json");
  }

  @Override
  public RuntimeKind kind() {
    return RuntimeKind.PODMAN;
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public RuntimeTraits traits() {
    RuntimeTraits known = traits.orElseGet(this::askTraits);
    traits = Optional.of(known);
    return known;
  }

  private RuntimeTraits askTraits() {
    Outcome answer = podman.ask("info", "--format", "json");
    Json host =
        CommandLine.json(answer)
            .orElseThrow(() -> diagnosis(podman, surroundings, answer))
            .at("host");
    return new RuntimeTraits(
        Platform.of(host.at("os").textOrEmpty(), host.at("arch").textOrEmpty()),
        host.at("security", "rootless").isTrue(),
        remote || surroundings.operatingSystem() == OperatingSystem.MACOS,
        host.at("security", "selinuxEnabled").isTrue());
  }

  @Override
  public List<String> create(ContainerSpecification specification) {
    var arguments = new ArrayList<>(List.of("--log-driver=k8s-file", "--log-opt=max-size=30m"));
    if (traits().rootless()) {
      specification.imageUser().map(this::keptUser).ifPresent(arguments::add);
    }
    if (!specification.health().isEmpty() && (surroundings.systemd() || remote)) {
      arguments.addAll(
          List.of(
              "--health-cmd=" + Json.write(withForm(specification.health())),
              "--health-interval=30s",
              "--health-timeout=10s",
              "--health-start-period=30s"));
    }
    return arguments;
  }

  /// Without the rights of root, only this makes the person own what the image's user writes.
  private String keptUser(ImageUser user) {
    Matcher numbers = VERSION.matcher(version);
    if (!numbers.matches()
        || Integer.parseInt(numbers.group(1)) * 1000 + Integer.parseInt(numbers.group(2)) < 4003) {
      throw new RuntimeFailure(
          "Podman %s is too old to run this without root: 4.3 is needed.".formatted(version),
          "Upgrade Podman, or install Docker.");
    }
    return "--userns=keep-id:uid=%d,gid=%d".formatted(user.user(), user.group());
  }

  private static List<String> withForm(List<String> command) {
    var form = new ArrayList<>(List.of("CMD"));
    form.addAll(command);
    return form;
  }

  @Override
  public Optional<RuntimeUnavailable> unavailable() {
    Outcome answer = versions(podman);
    return answer.succeeded()
        ? Optional.empty()
        : Optional.of(diagnosis(podman, surroundings, answer));
  }

  @Override
  public Optional<Engine> engine() {
    return remote
        ? CommandLine.json(podman.ask("machine", "inspect")).stream()
            .flatMap(machines -> machines.items().stream())
            .flatMap(
                machine -> machine.at("ConnectionInfo", "PodmanSocket", "Path").text().stream())
            .findFirst()
            .map(Path::of)
            .map(Engine::at)
        : PodmanService.start(podman.program());
  }

  private static RuntimeUnavailable diagnosis(
      CommandLine podman, Surroundings surroundings, Outcome answer) {
    return switch (surroundings.operatingSystem()) {
      case MACOS -> {
        boolean machine =
            CommandLine.json(podman.ask("machine", "list", "--format", "json"))
                .filter(machines -> !machines.items().isEmpty())
                .isPresent();
        yield new RuntimeUnavailable(
            Reason.NOT_RUNNING,
            machine
                ? "Podman is installed, but its machine is not running."
                : "Podman is installed, but it has no machine yet.",
            machine
                ? "Start it: podman machine start"
                : "Make and start one: podman machine init && podman machine start");
      }
      case LINUX ->
          new RuntimeUnavailable(
              Reason.UNUSABLE,
              "Podman is installed, but it does not work: %s.".formatted(CommandLine.words(answer)),
              "Run 'podman info' and mend what it says.");
    };
  }
}
