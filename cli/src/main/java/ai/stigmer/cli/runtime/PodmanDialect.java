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
  private final LocalMachine machine;
  private final String version;
  private final Optional<PodmanDestination> destination;
  private Optional<RuntimeTraits> traits = Optional.empty();

  private PodmanDialect(
      CommandLine podman,
      LocalMachine machine,
      String version,
      Optional<PodmanDestination> destination) {
    this.podman = podman;
    this.machine = machine;
    this.version = version;
    this.destination = destination;
  }

  /// Asks Podman for its version, which a machine that does not run cannot tell.
  ///
  /// @throws RuntimeUnavailable if there is no answer, or its service is on another machine
  static Dialect connect(CommandLine podman, LocalMachine machine) {
    Outcome answer = versions(podman);
    Json versions =
        CommandLine.json(answer)
            .filter(_ -> answer.succeeded())
            .orElseThrow(() -> diagnosis(podman, machine, answer));
    Json server = versions.at("Server");
    Optional<PodmanDestination> destination =
        server.isPresent()
            ? Optional.of(PodmanDestination.of(podman, machine.environment()))
            : Optional.empty();
    destination.ifPresent(PodmanDestination::refuseElsewhere);
    return new PodmanDialect(
        podman,
        machine,
        (server.isPresent() ? server : versions.at("Client")).at("Version").textOrEmpty(),
        destination);
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
  public synchronized RuntimeTraits traits() {
    RuntimeTraits known = traits.orElseGet(this::lookForTraits);
    traits = Optional.of(known);
    return known;
  }

  /// Podman takes its time to tell what, without a machine of its own, is known of this one.
  private RuntimeTraits lookForTraits() {
    return destination.isPresent() || machine.operatingSystem() == OperatingSystem.MACOS
        ? askTraits()
        : new RuntimeTraits(machine.platform(), !machine.root(), false, machine.selinux());
  }

  private RuntimeTraits askTraits() {
    Outcome answer = podman.ask("info", "--format", "json");
    Json host =
        CommandLine.json(answer).orElseThrow(() -> diagnosis(podman, machine, answer)).at("host");
    return new RuntimeTraits(
        Platform.of(host.at("os").textOrEmpty(), host.at("arch").textOrEmpty()),
        host.at("security", "rootless").isTrue(),
        true,
        host.at("security", "selinuxEnabled").isTrue());
  }

  @Override
  public List<String> create(ContainerSpecification specification) {
    var arguments = new ArrayList<>(List.of("--log-driver=k8s-file", "--log-opt=max-size=30m"));
    if (traits().rootless()) {
      specification.imageUser().map(this::keptUser).ifPresent(arguments::add);
    }
    if (!specification.health().isEmpty() && (machine.systemd() || destination.isPresent())) {
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
    return answer.succeeded() ? Optional.empty() : Optional.of(diagnosis(podman, machine, answer));
  }

  @Override
  public Optional<Engine> engine() {
    return destination.isEmpty()
        ? PodmanService.start(podman.program())
        : destination.get().socket().or(this::socketOfMachine).map(Engine::at);
  }

  private Optional<Path> socketOfMachine() {
    return Answers.items(podman.ask("machine", "inspect"))
        .flatMap(found -> found.at("ConnectionInfo", "PodmanSocket", "Path").text().stream())
        .findFirst()
        .map(Path::of);
  }

  private static RuntimeUnavailable diagnosis(
      CommandLine podman, LocalMachine machine, Outcome answer) {
    return switch (machine.operatingSystem()) {
      case MACOS -> {
        PodmanDestination.of(podman, machine.environment()).refuseElsewhere();
        boolean made =
            CommandLine.json(podman.ask("machine", "list", "--format", "json"))
                .filter(machines -> !machines.items().isEmpty())
                .isPresent();
        yield new RuntimeUnavailable(
            Reason.NOT_RUNNING,
            made
                ? "Podman is installed, but its machine is not running."
                : "Podman is installed, but it has no machine yet.",
            made
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
