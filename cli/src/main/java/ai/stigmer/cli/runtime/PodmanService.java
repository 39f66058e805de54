package ai.stigmer.cli.runtime;

import ai.stigmer.cli.process.Background;
import ai.stigmer.cli.process.CancelledException;
import ai.stigmer.cli.process.Pause;
import ai.stigmer.cli.process.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Podman's own service of the Engine API, started for one pull at a socket that only this person
/// can reach. It ends by itself soon after nobody speaks to it, so that not even a kill leaves it
/// behind.
final class PodmanService implements Engine {

  private static final Duration START_LIMIT = Duration.ofSeconds(10);
  private static final int PAUSE_MILLISECONDS = 10;

  private final Path folder;
  private final Background service;

  private PodmanService(Path folder, Background service) {
    this.folder = folder;
    this.service = service;
  }

  /// Starts it; nothing where there is no place for it, as the command line pulls without it.
  static Optional<Engine> start(Program podman) {
    Path folder;
    try {
      folder = Files.createTempDirectory("stigmer");
    } catch (IOException noRoom) {
      return Optional.empty();
    }
    Path socket = folder.resolve("podman.sock");
    var engine =
        new PodmanService(
            folder,
            podman.background(List.of("system", "service", "--time=5", "unix://" + socket)));
    try {
      if (engine.awaitSocket()) {
        return Optional.of(engine);
      }
    } catch (CancelledException cancelled) {
      engine.close();
      throw cancelled;
    }
    engine.close();
    return Optional.empty();
  }

  private boolean awaitSocket() {
    Instant end = Instant.now().plus(START_LIMIT);
    while (!Files.exists(socket())) {
      if (!service.alive() || Instant.now().isAfter(end)) {
        return false;
      }
      Pause.of(PAUSE_MILLISECONDS);
    }
    return true;
  }

  private Path socket() {
    return folder.resolve("podman.sock");
  }

  /// Whoever is connected needs the files no more: not even a kill leaves them behind.
  @Override
  public SocketChannel connect() throws IOException {
    SocketChannel channel = Engine.connect(socket());
    removeFiles();
    return channel;
  }

  @Override
  public void close() {
    service.close();
    try {
      removeFiles();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void removeFiles() throws IOException {
    Files.deleteIfExists(socket());
    Files.deleteIfExists(folder);
  }
}
