package ai.stigmer.release.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A file system of one megabyte for what the tool itself writes, which only root can mount: it
/// runs full before the first remote write.
class DiskFullIT {

  @TempDir private Path folder;
  private TestWorld world;

  @BeforeEach
  void start() throws IOException {
    world = TestWorld.start(folder);
    Path small = Files.createDirectories(world.product().root().resolve("build/release"));
    Program.run(folder, "mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", small.toString());
  }

  @AfterEach
  void close() {
    Program.run(folder, "umount", world.product().root().resolve("build/release").toString());
    world.close();
  }

  @Test
  void anImageThatDoesNotFit() {
    Run failed =
        releaseWithThreeMegabytesIn("build-image-inputs.sh", "\"build/runtime/$platform\"");

    assertThat(failed.err()).contains("error: ", "No space left on device");
  }

  @Test
  void anArchiveThatDoesNotFit() {
    Run failed = releaseWithThreeMegabytesIn("build-cli.sh", "build/cli");

    assertThat(failed.err()).contains("error: ", "tidy-1.2.3.tar.gz", "No space left on device");
  }

  private Run releaseWithThreeMegabytesIn(String script, String into) {
    world
        .product()
        .edit(script, "chmod", "head -c 3000000 /dev/urandom >" + into + "/large\nchmod")
        .commit("feat: grow");
    world.product().git().git("tag", "-f", "v1.2.3");
    return world.run("release").exits(1).wroteNothing();
  }
}
