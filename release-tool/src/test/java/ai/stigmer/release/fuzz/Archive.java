package ai.stigmer.release.fuzz;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/// An archive file with made-up bytes: the first says which kind it is, and gzip is put around what
/// is inside, since no fuzzer guesses a checksum.
///
/// @param file a temporary file
record Archive(Path file) implements AutoCloseable {

  static Archive of(byte[] input, String... extensions) throws IOException {
    String extension =
        extensions[input.length == 0 ? 0 : Math.floorMod(input[0], extensions.length)];
    Path file = Files.createTempFile("fuzz", extension);
    try (OutputStream out =
        extension.endsWith(".gz")
            ? new GZIPOutputStream(Files.newOutputStream(file))
            : Files.newOutputStream(file)) {
      out.write(input, Math.min(1, input.length), Math.max(0, input.length - 1));
    }
    return new Archive(file);
  }

  @Override
  public void close() throws IOException {
    Files.delete(file);
  }
}
