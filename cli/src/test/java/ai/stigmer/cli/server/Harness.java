package ai.stigmer.cli.server;

import ai.stigmer.cli.container.Container;
import ai.stigmer.cli.container.PullProgress;
import ai.stigmer.cli.runtime.ContainerRuntime;
import ai.stigmer.cli.settings.Folders;
import ai.stigmer.cli.settings.Settings;
import ai.stigmer.cli.stamp.Build;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/// A server with a runtime, ports and a person that do what a test says.
final class Harness {

  static final String IMAGE = "ghcr.io/stigmer/agent-runner:v1.2.3@sha256:" + "ab".repeat(32);

  final FakeRuntime runtime;
  final Map<String, String> environment = new HashMap<>();
  final Set<Integer> taken = new HashSet<>();
  final List<ContainerRuntime> others = new ArrayList<>();
  final List<String> said = new CopyOnWriteArrayList<>();
  final List<String> asked = new ArrayList<>();
  Build build = new Build.Released("1.2.3", "0".repeat(40), IMAGE);
  RunnerImage.Choice choice = new RunnerImage.Choice(Optional.empty(), false);
  Optional<String> answer = Optional.empty();

  Harness(Path home) {
    this(home, new FakeRuntime());
  }

  private Harness(Path home, FakeRuntime runtime) {
    this.runtime = runtime;
    environment.put("HOME", home.toString());
  }

  /// The same person and runtime with other data, and a Temporal of its own that answers there.
  Harness withDataIn(Path folder, int temporal) {
    Harness other = ofAnotherPerson(Path.of(environment.getOrDefault("HOME", "")));
    other.environment.put("STIGMER_DATA_DIR", folder.toString());
    other.environment.put("TEMPORAL_SERVICE_ADDRESS", "localhost:" + temporal);
    other.taken.add(temporal);
    return other;
  }

  /// Another person with the same runtime.
  Harness ofAnotherPerson(Path home) {
    return new Harness(home, runtime);
  }

  /// The same person at the same machine with another runtime.
  Harness with(FakeRuntime another) {
    var other = new Harness(Path.of(environment.getOrDefault("HOME", "")), another);
    other.environment.putAll(environment);
    return other;
  }

  /// The name of a component's container.
  String name(Component component) {
    return identity().containerName(component);
  }

  Folders folders() {
    return Folders.of(environment);
  }

  ServerIdentity identity() {
    return ServerIdentity.of(folders());
  }

  /// The agent-runner's container, if it runs.
  Optional<Container> runner() {
    return ServerIdentity.runner(identity().containers(runtime));
  }

  Settings settings() {
    return Settings.read(folders(), environment);
  }

  Server.Started start() {
    return start(new Server.Manner(false, true, Duration.ofSeconds(5)));
  }

  Server.Started start(Server.Manner manner) {
    runtime.changes.clear();
    said.clear();
    return server()
        .start(
            new Intention(settings(), environment, build, choice, Optional.empty()),
            provider -> {
              asked.add(provider);
              return answer;
            },
            manner);
  }

  Server server() {
    return new Server(runtime, others, folders(), probe(), progress());
  }

  /// The managed Temporal answers while its container runs; other addresses when they are taken.
  Probe probe() {
    return new Probe() {
      @Override
      public boolean answers(Address address) {
        boolean managed =
            runtime
                .containerNamed(identity().containerName(Component.TEMPORAL))
                .filter(Container::running)
                .isPresent();
        return taken.contains(address.port())
            || (managed && address.port() == TemporalServer.USUAL_PORT);
      }

      @Override
      public boolean isFree(int port) {
        return !taken.contains(port);
      }
    };
  }

  private Progress progress() {
    return new Progress() {
      @Override
      public void begins(Step step) {
        said.add(step.text());
      }

      @Override
      public void downloads(Step.Pull pull, OptionalLong size) {
        said.add("downloads " + size);
      }

      @Override
      public void pulled(PullProgress progress, OptionalLong size) {}

      @Override
      public void says(String line) {
        said.add(line);
      }
    };
  }
}
