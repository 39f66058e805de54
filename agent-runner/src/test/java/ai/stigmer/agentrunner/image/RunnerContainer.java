package ai.stigmer.agentrunner.image;

import java.util.ArrayList;
import java.util.List;

/// A container of the image, on the host's network.
final class RunnerContainer implements AutoCloseable {

  private static final String NAME = "runner";

  /// A container runtime.
  interface Engine {
    /// Runs `docker` or `podman` with these arguments and gives what it printed.
    String run(String... arguments);
  }

  private final Engine engine;

  private RunnerContainer(Engine engine) {
    this.engine = engine;
  }

  /// Runs one in the background.
  ///
  /// @param image the image's reference
  /// @param options further options of `run`
  static RunnerContainer start(Engine engine, String image, List<String> options) {
    var arguments = new ArrayList<>(List.of("run", "--detach", "--name=" + NAME, "--network=host"));
    arguments.addAll(options);
    arguments.add(image);
    engine.run(arguments.toArray(String[]::new));
    return new RunnerContainer(engine);
  }

  /// Calls one of its commands and gives what that printed; one that fails throws an
  /// [IllegalStateException] with what it printed.
  String call(String... command) {
    var arguments = new ArrayList<>(List.of("exec", NAME, "agent-runner"));
    arguments.addAll(List.of(command));
    return engine.run(arguments.toArray(String[]::new));
  }

  /// Stops it and starts it again.
  void restart() {
    engine.run("restart", "--time=12", NAME);
  }

  /// What it has said.
  String log() {
    return engine.run("logs", NAME);
  }

  @Override
  public void close() {
    engine.run("rm", "--force", NAME);
  }
}
