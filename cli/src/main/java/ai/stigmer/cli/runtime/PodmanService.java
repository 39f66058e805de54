package ai.stigmer.cli.runtime;

import ai.stigmer.cli.process.Background;
import ai.stigmer.cli.process.CancelledException;
import ai.stigmer.cli.process.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
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

  private final Path folder;
  private final Background service;

  private PodmanService(Path folder, Background service) {
    this.folder = folder;
    this.service = service;
  }

  static Optional<Engine> start(Program podman) {
    try {
      Path folder = Files.createTempDirectory("stigmer");
      Path socket = folder.resolve("podman.sock");
      var engine =
          new PodmanService(
              folder,
              podman.background(List.of("system", "service", "--time=5", "unix://" + socket)));
      if (engine.await()) {
        return Optional.of(engine);
      }
      engine.close();
      return Optional.empty();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public Path socket() {
    return folder.resolve("podman.sock");
  }

  private boolean await() {
    Instant end = Instant.now().plus(START_LIMIT);
    try {
      while (!Files.exists(socket())) {
        if (!service.alive() || Instant.now().isAfter(end)) {
          return false;
        }
        Thread.sleep(10);
      }
      return true;
    } catch (InterruptedException interrupted) {
      close();
      Thread.currentThread().interrupt();
      throw new CancelledException(interrupted);
    }
  }

  @Override
  public void close() {
    service.close();
    try {
      Files.deleteIfExists(socket());
      Files.deleteIfExists(folder);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
