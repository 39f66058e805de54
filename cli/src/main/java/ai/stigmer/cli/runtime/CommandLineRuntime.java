package ai.stigmer.cli.runtime;

import ai.stigmer.cli.container.Container;
import ai.stigmer.cli.container.ContainerCommand;
import ai.stigmer.cli.container.ContainerSpecification;
import ai.stigmer.cli.container.ImageReference;
import ai.stigmer.cli.container.LocalImage;
import ai.stigmer.cli.container.LogLine;
import ai.stigmer.cli.container.LogSelection;
import ai.stigmer.cli.container.Network;
import ai.stigmer.cli.container.PullProgress;
import ai.stigmer.cli.process.OutputLine;
import ai.stigmer.cli.process.Pause;
import ai.stigmer.cli.process.Pending;
import ai.stigmer.cli.process.Program.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/// A runtime spoken to by its command line: `inspect` and exit codes are read, messages only shown.
final class CommandLineRuntime implements ContainerRuntime {

  private static final Duration CREATION_LIMIT = Duration.ofMinutes(2);
  private static final Duration BEYOND_GRACE = Duration.ofSeconds(30);
  private static final Duration REMOVAL_LIMIT = Duration.ofSeconds(30);
  private static final Duration LOG_LIMIT = Duration.ofMinutes(2);
  private static final int PAUSE_MILLISECONDS = 50;

  private final CommandLine program;
  private final LazyDialect dialect;
  private final Answers answers;
  private final Containers containers;
  private final Images images;
  private final Pull pull;

  CommandLineRuntime(CommandLine program, LazyDialect dialect) {
    this.program = program;
    this.dialect = dialect;
    this.answers = new Answers(program, dialect);
    this.containers = new Containers(program, answers, dialect.called());
    this.images = new Images(program, answers);
    this.pull = new Pull(program, dialect);
  }

  @Override
  public RuntimeKind kind() {
    return dialect.kind();
  }

  @Override
  public String version() {
    return dialect.version();
  }

  @Override
  public RuntimeTraits traits() {
    return dialect.traits();
  }

  @Override
  public Optional<LocalImage> image(ImageReference reference) {
    return images.find(reference);
  }

  @Override
  public List<LocalImage> images(String repository) {
    return images.of(repository);
  }

  @Override
  public void removeImage(String id) {
    // Podman forces by removing the containers too, and its filter by image knows no algorithm.
    if (containers.find(Set.of()).stream().anyMatch(container -> container.imageId().equals(id))) {
      throw new RuntimeFailure(
          "The image %s is used by a container.".formatted(id), "Remove that container first.");
    }
    images.remove(id);
  }

  @Override
  public OptionalLong downloadSize(ImageReference reference) {
    return pull.size(reference);
  }

  @Override
  public void pull(ImageReference reference, Consumer<PullProgress> progress) {
    if (pull.throughEngine(reference, progress) && image(reference).isPresent()) {
      return;
    }
    // The socket may be that of another machine than the one that the command line speaks to.
    pull.byCommandLine(reference, progress);
    if (image(reference).isEmpty()) {
      throw new PullFailure(
          "%s says that it pulled %s, but does not have it.".formatted(program.name(), reference),
          "Try again.");
    }
  }

  @Override
  public List<Container> containers(String label, String value, Set<String> names) {
    // The containers of a runtime on another machine may look like ours, and are not for us.
    Pending<Dialect> sound = dialect.ask();
    List<Container> found = containers.find(names, "label=" + label + "=" + value);
    Dialect _ = sound.get();
    return found;
  }

  @Override
  public Optional<Container> containerNamed(String name) {
    return containers.find(Set.of(), "name=^/?" + name.replace(".", "\\.") + "$").stream()
        .filter(container -> container.name().equals(name))
        .findFirst();
  }

  private Optional<Container> container(String id) {
    return containers.find(Set.of(), "id=" + id).stream()
        .filter(container -> container.id().equals(id))
        .findFirst();
  }

  @Override
  public void check(ContainerSpecification specification) {
    LocalImage image =
        image(specification.image())
            .orElseThrow(() ->
                new RuntimeFailure(
                    "There is no image %s on this machine.".formatted(specification.image()),
                    "Pull it first."));
    if (!image.platform().equals(traits().platform())) {
      throw new WrongArchitecture(specification.image(), image.platform(), traits().platform());
    }
    String _ = CreateArguments.environmentFile(specification.environment());
    List<String> _ = creation(specification);
  }

  private List<String> creation(ContainerSpecification specification) {
    return CreateArguments.of(specification, traits(), dialect.create(specification));
  }

  @Override
  public String start(ContainerSpecification specification) {
    Outcome created =
        program.ask(
            CREATION_LIMIT,
            CreateArguments.environmentFile(specification.environment()),
            creation(specification));
    if (!created.succeeded()) {
      containerNamed(specification.name())
          .ifPresent(holder -> {
            throw new NameTaken(holder);
          });
      throw answers.refused("make the container " + specification.name(), created);
    }
    String id = created.output().strip();
    Outcome started = program.ask(CREATION_LIMIT, "", List.of("start", id));
    if (!started.succeeded()) {
      remove(id);
      takenPort(specification.network())
          .ifPresent(port -> {
            throw new PortTaken(port);
          });
      throw answers.refused("start the container " + specification.name(), started);
    }
    return id;
  }

  private static Optional<Integer> takenPort(Network network) {
    return switch (network) {
      case Network.Host host -> Optional.empty();
      case Network.Published(List<Network.Port> ports) ->
          ports.stream()
              .map(Network.Port::onMachine)
              .filter(port -> !Loopback.isFree(port))
              .findFirst();
    };
  }

  @Override
  public void rename(String id, String name) {
    Outcome answer = program.ask("rename", id, name);
    if (!answer.succeeded()
        && container(id).filter(container -> !container.name().equals(name)).isPresent()) {
      throw answers.refused("rename the container " + id, answer);
    }
  }

  @Override
  public void stop(String id, Duration grace) {
    Outcome answer =
        program.ask(
            grace.plus(BEYOND_GRACE),
            "",
            List.of("stop", "--time", Long.toString(grace.toSeconds()), id));
    if (!answer.succeeded() && container(id).filter(Container::alive).isPresent()) {
      throw answers.refused("stop the container " + id, answer);
    }
  }

  @Override
  public void remove(String id) {
    Optional<Container> container = container(id);
    if (container.filter(Container::alive).isPresent()) {
      stop(id, Duration.ZERO);
    }
    if (container.isEmpty()) {
      return;
    }
    Outcome answer = program.ask("rm", "--force", "--volumes", id);
    Instant end = Instant.now().plus(REMOVAL_LIMIT);
    while (containers.ids("id=" + id).anyMatch(id::equals)) {
      if (Instant.now().isAfter(end)) {
        throw answers.refused("remove the container " + id, answer);
      }
      Pause.of(PAUSE_MILLISECONDS);
    }
  }

  @Override
  public int execute(String id, ContainerCommand command, Consumer<OutputLine> lines) {
    var arguments = new ArrayList<>(List.of("exec"));
    if (!command.input().isEmpty()) {
      arguments.add("--interactive");
    }
    arguments.add(id);
    arguments.addAll(command.words());
    int exitCode = program.follow(command.limit(), command.input(), arguments, lines);
    if (exitCode != 0) {
      Optional<Container> container = container(id);
      if (container.filter(Container::running).isEmpty()) {
        throw new ContainerNotRunning(container);
      }
    }
    return exitCode;
  }

  @Override
  public void logs(String id, LogSelection selection, Consumer<LogLine> lines) {
    var arguments = new ArrayList<>(List.of("logs", "--timestamps"));
    if (selection.follow()) {
      arguments.add("--follow");
    }
    selection.tail().ifPresent(count -> arguments.add("--tail=" + count));
    selection.since().ifPresent(time -> arguments.add("--since=" + time));
    arguments.add(id);
    var words = new StringBuilder();
    int exitCode =
        program.follow(
            selection.follow() ? Optional.empty() : Optional.of(LOG_LIMIT),
            "",
            arguments,
            line ->
                LogLines.read(line)
                    .ifPresentOrElse(lines, () -> words.append(line.text()).append('\n')));
    if (exitCode != 0) {
      throw answers.refused("read the log of " + id, new Outcome(exitCode, "", words.toString()));
    }
  }
}
