package ai.stigmer.cli.runtime;

import ai.stigmer.cli.container.ContainerSpecification;
import ai.stigmer.cli.container.Mount;
import ai.stigmer.cli.container.Network;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The arguments of `create`, as far as both runtimes share them, and its environment file.
final class CreateArguments {

  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");

  /// Both runtimes read the file by lines of at most 64 KiB.
  private static final int LONGEST_LINE = 65_000;

  private CreateArguments() {}

  static List<String> of(
      ContainerSpecification specification, RuntimeTraits traits, List<String> dialect) {
    var arguments =
        new ArrayList<>(
            List.of("create", "--name", specification.name(), "--pull=never", "--restart=no"));
    specification
        .labels()
        .forEach((name, value) -> {
          arguments.add("--label");
          arguments.add(name + "=" + value);
        });
    if (!specification.environment().isEmpty()) {
      arguments.add("--env-file=/dev/stdin");
    }
    specification
        .mounts()
        .forEach(mount -> {
          arguments.add("--volume");
          arguments.add(volume(mount, traits));
        });
    arguments.addAll(network(specification.network()));
    if (specification.confined()) {
      arguments.add("--cap-drop=ALL");
      arguments.add("--security-opt=no-new-privileges");
    }
    arguments.addAll(dialect);
    arguments.add(specification.image().exact());
    arguments.addAll(specification.arguments());
    return arguments;
  }

  /// The environment as both runtimes read it: a line each, nothing quoted.
  static String environmentFile(Map<String, String> environment) {
    return environment.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> line(entry.getKey(), entry.getValue()))
        .collect(Collectors.joining());
  }

  private static String line(String name, String value) {
    if (!VARIABLE.matcher(name).matches()) {
      throw new RuntimeFailure(
          "'%s' is no name of an environment variable.".formatted(name),
          "Use letters, digits and underscores.");
    }
    if (value.lines().count() > 1 || value.endsWith("\n") || value.endsWith("\r")) {
      throw new RuntimeFailure(
          "The value of %s has more than one line, which no container can be given."
              .formatted(name),
          "Give %s a value of one line.".formatted(name));
    }
    String line = name + "=" + value + "\n";
    if (line.getBytes(StandardCharsets.UTF_8).length > LONGEST_LINE) {
      throw new RuntimeFailure(
          "The value of %s is longer than 65,000 bytes, which no container can be given."
              .formatted(name),
          "Give %s a shorter value.".formatted(name));
    }
    return line;
  }

  private static String volume(Mount mount, RuntimeTraits traits) {
    if (mount.source().contains(":") || !mount.source().startsWith("/")) {
      throw new RuntimeFailure(
          "The path '%s' cannot be given to a container: it is not absolute, or has a colon."
              .formatted(mount.source()),
          "Choose a folder with another path.");
    }
    if (!Files.exists(Path.of(mount.source()))) {
      throw new RuntimeFailure(
          "The folder '%s', which the container needs, does not exist.".formatted(mount.source()),
          "Create that folder.");
    }
    var options = new ArrayList<String>();
    if (mount.readOnly()) {
      options.add("ro");
    }
    if (traits.enforcesSelinux()) {
      options.add("Z");
    }
    return mount.source()
        + ":"
        + mount.target()
        + (options.isEmpty() ? "" : ":" + String.join(",", options));
  }

  private static List<String> network(Network network) {
    return switch (network) {
      case Network.Host host -> List.of("--network=host");
      case Network.Published(List<Network.Port> ports) ->
          ports.stream()
              .map(port ->
                  "--publish=127.0.0.1:%d:%d".formatted(port.onMachine(), port.inContainer()))
              .toList();
    };
  }
}
