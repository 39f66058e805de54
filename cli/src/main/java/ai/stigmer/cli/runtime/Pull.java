package ai.stigmer.cli.runtime;

import ai.stigmer.cli.container.ImageReference;
import ai.stigmer.cli.container.PullProgress;
import ai.stigmer.cli.process.CancelledException;
import ai.stigmer.cli.process.OutputLine;
import ai.stigmer.cli.process.Program.Outcome;
import ai.stigmer.cli.registry.Manifest;
import ai.stigmer.cli.registry.Registry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Fetching an image: through the Engine API, which tells bytes, or else by the command line, which
/// has the person's credentials and tells layers.
final class Pull {

  private static final Pattern DOCKER_LAYER = Pattern.compile("([0-9a-f]{12}): (.*)");
  private static final Pattern PODMAN_LAYER =
      Pattern.compile("Copying blob (?:sha256:)?([0-9a-f]{12})[0-9a-f]* ?(.*)");

  private final CommandLine program;
  private final Dialect dialect;
  private final Map<ImageReference, Manifest> manifests = new HashMap<>();

  Pull(CommandLine program, Dialect dialect) {
    this.program = program;
    this.dialect = dialect;
  }

  OptionalLong size(ImageReference image) {
    return manifest(image) instanceof Manifest.Found found
        ? OptionalLong.of(found.bytes())
        : OptionalLong.empty();
  }

  /// Pulls through the Engine API.
  ///
  /// @return whether that was possible
  /// @throws PullFailure if the pull began, but did not come to its end
  boolean throughEngine(ImageReference image, Consumer<PullProgress> progress) {
    Optional<Engine> found = dialect.engine();
    if (found.isEmpty()) {
      return false;
    }
    LayerTable table = table(image);
    try (Engine engine = found.get()) {
      return switch (EnginePull.pull(engine, image, listener(table, progress))) {
        case EnginePull.Ending.Pulled _ -> {
          finish(table, progress);
          yield true;
        }
        case EnginePull.Ending.Broken(String words) -> throw failure(image, words);
        case EnginePull.Ending.Refused _ -> false;
      };
    }
  }

  /// Pulls by the runtime's own command.
  ///
  /// @throws PullFailure if the image did not come
  void byCommandLine(ImageReference image, Consumer<PullProgress> progress) {
    LayerTable table = table(image);
    LayerListener listener = listener(table, progress);
    var error = new StringBuilder();
    int exitCode =
        program.follow(
            Optional.empty(),
            "",
            List.of("pull", image.exact()),
            line -> {
              Matcher layer = layer(line);
              if (layer.matches()) {
                listener.layer(
                    layer.group(1), layer.group(2), OptionalLong.empty(), OptionalLong.empty());
              } else if (line.channel() == OutputLine.Channel.ERROR) {
                error.append(line.text()).append('\n');
              }
            });
    if (exitCode != 0) {
      throw failure(image, CommandLine.words(new Outcome(exitCode, "", error.toString())));
    }
    finish(table, progress);
  }

  private LayerTable table(ImageReference image) {
    return new LayerTable(
        manifest(image) instanceof Manifest.Found found ? found.layers() : List.of());
  }

  private static LayerListener listener(LayerTable table, Consumer<PullProgress> progress) {
    return (id, status, current, total) -> {
      if (table.note(id, status, current, total)) {
        progress.accept(table.progress());
      }
    };
  }

  private static void finish(LayerTable table, Consumer<PullProgress> progress) {
    table.finish();
    progress.accept(table.progress());
  }

  private static Matcher layer(OutputLine line) {
    return (switch (line.channel()) {
          case OUTPUT -> DOCKER_LAYER;
          case ERROR -> PODMAN_LAYER;
        })
        .matcher(line.text());
  }

  private RuntimeException failure(ImageReference image, String words) {
    Optional<RuntimeUnavailable> unavailable = dialect.unavailable();
    if (unavailable.isPresent()) {
      return unavailable.get();
    }
    String host = Registry.hostOf(image);
    manifests.remove(image);
    return new PullFailure(
        "%s could not be pulled: %s.".formatted(image, words),
        switch (manifest(image)) {
          case Manifest.Found found -> "Run the same command again" + kept();
          case Manifest.Absent absent ->
              "Check the image's name; %s has no such image for this machine.".formatted(host);
          case Manifest.Denied denied ->
              "Log in with '%s login %s', or check the image's name."
                  .formatted(program.name(), host);
          case Manifest.Unknown unknown ->
              "Check the connection to %s, then run the same command again".formatted(host)
                  + kept();
        });
  }

  /// Podman keeps the layers of a pull that failed; whether Docker does depends on how it stores
  /// images.
  private String kept() {
    return switch (dialect.kind()) {
      case DOCKER -> ".";
      case PODMAN -> "; layers that have arrived are not fetched again.";
    };
  }

  private Manifest manifest(ImageReference image) {
    Manifest known = manifests.get(image);
    if (known != null) {
      return known;
    }
    try {
      Manifest manifest = Registry.look(image, dialect.traits().platform());
      manifests.put(image, manifest);
      return manifest;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CancelledException(interrupted);
    }
  }
}
