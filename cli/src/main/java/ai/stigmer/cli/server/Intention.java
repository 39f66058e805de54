package ai.stigmer.cli.server;

import ai.stigmer.cli.runtime.ContainerRuntime;
import ai.stigmer.cli.settings.Folders;
import ai.stigmer.cli.settings.Settings;
import ai.stigmer.cli.stamp.Build;
import java.util.Map;
import java.util.Optional;

/// What a person wants to run: settings, environment and options, before the runtime was asked.
///
/// @param choice the image that was asked for
/// @param key a key that the person was asked for
public record Intention(
    Settings settings,
    Map<String, String> environment,
    Build build,
    RunnerImage.Choice choice,
    Optional<String> key) {

  /// Copies the environment.
  public Intention {
    environment = Map.copyOf(environment);
  }

  /// The provider whose key is nowhere to be found; nothing if none is needed.
  Optional<String> missingKey() {
    return key.isPresent() ? Optional.empty() : ModelKey.missingFor(settings, environment);
  }

  /// The same with a key.
  Intention withKey(String answer) {
    return new Intention(settings, environment, build, choice, Optional.of(answer));
  }

  /// What is to run with that runtime.
  Wanted wanted(Folders folders, ContainerRuntime runtime) {
    TemporalServer temporal = TemporalServer.of(settings);
    Map<String, String> variables = variables(temporal);
    Wanted.Reach reach =
        runtime.traits().virtualMachine() ? Wanted.Reach.PUBLISHED : Wanted.Reach.HOST;
    return Wanted.of(
        RunnerImage.choose(choice, settings, build, runtime),
        temporal,
        switch (reach) {
          case HOST -> variables;
          case PUBLISHED -> RunnerEnvironment.inContainer(variables, runtime.kind().machineName());
        },
        folders,
        reach,
        missingKey());
  }

  /// The variables of a runner on this machine.
  Map<String, String> variables(TemporalServer temporal) {
    Map<String, String> variables =
        RunnerEnvironment.onThisMachine(settings, environment, temporal.address());
    key.ifPresent(answer -> variables.put(ModelKey.VARIABLE, answer));
    return variables;
  }

  /// Everything but the environment and the key, which are secret.
  @Override
  public String toString() {
    return "%s of %s".formatted(choice, build);
  }
}
