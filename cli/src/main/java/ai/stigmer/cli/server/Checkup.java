package ai.stigmer.cli.server;

import ai.stigmer.cli.container.ImageReference;
import ai.stigmer.cli.problem.UserFailure;
import ai.stigmer.cli.runtime.ContainerRuntime;
import ai.stigmer.cli.settings.Folders;
import ai.stigmer.cli.settings.Setting;
import ai.stigmer.cli.settings.Settings;
import ai.stigmer.cli.stamp.Build;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// Everything that agents need on this machine, looked at one by one. Nothing is started, fetched
/// or changed, but for folders that are missing.
public final class Checkup {

  private static final String USUAL_OLLAMA = "http://localhost:11434";

  private final Build build;
  private final Map<String, String> environment;
  private final Probe probe;
  private final List<Finding> findings = new ArrayList<>();

  private Checkup(Build build, Map<String, String> environment, Probe probe) {
    this.build = build;
    this.environment = environment;
    this.probe = probe;
  }

  /// Looks at everything; what depends on a thing that cannot be used is left out.
  public static List<Finding> of(
      Build build,
      Map<String, String> environment,
      Probe probe,
      Function<Settings, Located> servers) {
    var checkup = new Checkup(build, environment, probe);
    checkup.look(servers);
    return List.copyOf(checkup.findings);
  }

  private void look(Function<Settings, Located> servers) {
    Optional<Folders> folders = ask("folders", () -> Folders.of(environment));
    folders.ifPresent(this::folders);
    Optional<Settings> settings =
        folders.flatMap(found -> ask("settings", () -> Settings.read(found, environment)));
    if (settings.isEmpty()) {
      return;
    }
    Path configuration = folders.orElseThrow().configuration();
    findings.add(
        Finding.sound(
            "settings",
            Files.exists(configuration)
                ? configuration.toString()
                : configuration + " is not here yet: the first start writes it"));
    ask("runtime", () -> runtime(servers.apply(settings.get())))
        .ifPresent(found -> {
          ask("image", () -> image(found.runtime(), settings.get()));
          ask("temporal", () -> TemporalServer.of(settings.get()))
              .ifPresent(temporal -> ask("server", () -> server(found, temporal)));
        });
    findings.add(model(settings.get()));
  }

  private void folders(Folders folders) {
    ask(
        "folders",
        () -> {
          DataFolders.make(folders);
          return findings.add(Finding.sound("folders", folders.data() + " can be written to"));
        });
  }

  private Located runtime(Located found) {
    ContainerRuntime runtime = found.runtime();
    findings.add(Finding.sound("runtime", runtime.kind().program() + " " + runtime.version()));
    return found;
  }

  private boolean image(ContainerRuntime runtime, Settings settings) {
    return findings.add(
        RunnerImage.expected(settings, build)
            .map(image -> image("image", runtime, image))
            .orElseGet(() ->
                Finding.sound(
                    "image",
                    "none belongs to this build: start with --use-local-image or --image")));
  }

  private static Finding image(String subject, ContainerRuntime runtime, ImageReference image) {
    if (runtime.image(image).isPresent()) {
      return Finding.sound(subject, image + " is here");
    }
    return new RunnerImage(image).isInRegistry()
        ? Finding.sound(subject, image + " is not here yet: the first start fetches it")
        : Finding.of(subject, RunnerImage.notBuilt(image.toString()));
  }

  private boolean server(Located found, TemporalServer temporal) {
    Status status = Status.of(found, probe, temporal);
    findings.add(temporal(found, status));
    if (status.runner().isEmpty()) {
      return findings.add(Finding.sound("server", "not started"));
    }
    return findings.add(
        status.health().healthy()
            ? Finding.sound("server", "running, " + status.health().reason())
            : Finding.unsound(
                "server",
                "It cannot run agents: " + status.health().reason() + ".",
                "'stigmer server logs --all' tells more; 'stigmer server restart' starts it anew."));
  }

  private Finding temporal(Located found, Status status) {
    Address address = status.temporal().address();
    return switch (status.temporal()) {
      case TemporalServer.External _ ->
          status.temporalAnswers()
              ? answering(address)
              : Finding.of("temporal", Planner.notAnswering(address));
      case TemporalServer.Managed managed when status.temporalContainer().isEmpty() ->
          Observer.takenPort(managed, found.containers().stream(), probe)
              .map(port -> Finding.of("temporal", Planner.portTaken(port)))
              .orElseGet(() -> image("temporal", found.runtime(), managed.image()));
      case TemporalServer.Managed _ ->
          status.temporalAnswers()
              ? answering(address)
              : Finding.unsound(
                  "temporal",
                  "Temporal does not answer at %s.".formatted(address),
                  "'stigmer server start' starts it.");
    };
  }

  private static Finding answering(Address address) {
    return Finding.sound("temporal", address + " answers");
  }

  private Finding model(Settings settings) {
    String provider = settings.find(Setting.LLM_PROVIDER).orElse("ollama");
    Optional<String> keyless = ModelKey.missingFor(settings, environment);
    if (keyless.isPresent()) {
      return Finding.of("model", ModelKey.missing(keyless.get()));
    }
    Optional<String> url = settings.find(Setting.LLM_BASE_URL);
    if (!provider.equals("ollama")) {
      return url.map(
              set -> server(set, address -> Finding.sound("model", provider + " at " + address)))
          .orElseGet(() -> Finding.sound("model", provider + ", with a key"));
    }
    return server(
        url.or(() -> Optional.ofNullable(environment.get("OLLAMA_BASE_URL")))
            .filter(set -> !set.isEmpty())
            .orElse(USUAL_OLLAMA),
        this::ollama);
  }

  private Finding ollama(Address address) {
    return probe.answers(address)
        ? Finding.sound("model", "ollama at " + address)
        : Finding.unsound(
            "model",
            "Ollama does not answer at %s.".formatted(address),
            "Start it ('ollama serve'), or set %s to another provider."
                .formatted(Setting.LLM_PROVIDER.key()));
  }

  /// What is found at the server of a URL; without a port, HTTP's own is meant.
  private static Finding server(String text, Function<Address, Finding> found) {
    Address address;
    try {
      URI url = new URI(text);
      int usual = "https".equals(url.getScheme()) ? 443 : 80;
      int port = url.getPort() == -1 ? usual : url.getPort();
      address = Address.of(Optional.ofNullable(url.getHost()).orElse("") + ":" + port);
    } catch (URISyntaxException | IllegalArgumentException malformed) {
      return Finding.unsound(
          "model",
          "'%s' is no address of a server.".formatted(text),
          "Write it as http://HOST:PORT or https://HOST.");
    }
    return found.apply(address);
  }

  private <T> Optional<T> ask(String subject, Supplier<T> question) {
    try {
      return Optional.of(question.get());
    } catch (UserFailure failure) {
      findings.add(Finding.of(subject, failure));
      return Optional.empty();
    }
  }
}
