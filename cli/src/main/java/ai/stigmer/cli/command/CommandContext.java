package ai.stigmer.cli.command;

import ai.stigmer.cli.runtime.ContainerRuntime;
import ai.stigmer.cli.runtime.RuntimeKind;
import ai.stigmer.cli.terminal.Terminal;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Everything outside the commands that they look at.
///
/// @param home the folder that holds the stamp
/// @param environment the environment variables
/// @param terminal where they write and ask
/// @param in what is piped into them
/// @param runtimes finds Docker and Podman, or only the one that is asked for
public record CommandContext(
    Path home,
    Map<String, String> environment,
    Terminal terminal,
    InputStream in,
    Function<Optional<RuntimeKind>, List<ContainerRuntime>> runtimes) {

  /// Copies the environment.
  public CommandContext {
    environment = Map.copyOf(environment);
  }
}
