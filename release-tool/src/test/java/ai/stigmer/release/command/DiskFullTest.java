package ai.stigmer.release.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A disk without space, which `/dev/full` is: the run fails before its first remote write.
class DiskFullTest {

  @ParameterizedTest
  @ValueSource(strings = {"build/cli/image.properties", "build/release/assets/checksums.txt"})
  void nothingIsWrittenRemotely(String file, @TempDir Path folder) throws IOException {
    try (TestWorld world = TestWorld.start(folder)) {
      Path full = world.product().root().resolve(file);
      Files.createDirectories(full.getParent());
      Files.createSymbolicLink(full, Path.of("/dev/full"));

      Run failed = world.run("release").exits(1).wroteNothing();
      Files.delete(full);

      assertThat(failed.err())
          .contains("error: ", "No space left on device", full.getFileName().toString(), "space");
    }
  }
}
