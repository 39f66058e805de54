package ai.stigmer.release.archive;

import java.nio.file.Path;
import java.time.Instant;

/// Packs a folder in a process of its own.
final class PackFolder {

  private PackFolder() {}

  public static void main(String[] arguments) {
    ArchivePacker.pack(Path.of(arguments[0]), Path.of(arguments[1]), Instant.EPOCH);
  }
}
