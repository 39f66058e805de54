package ai.stigmer.cli.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.cli.problem.UserFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerLockTest {

  @TempDir private Path home;

  @Test
  void aLockThatCannotBeTakenIsNamedWithItsRemedy() throws IOException {
    var harness = new Harness(home);
    Path lock = Files.createDirectories(harness.folders().data().resolve("lock"));

    assertThatThrownBy(harness::start)
        .isInstanceOf(UserFailure.class)
        .hasMessage("The file %s cannot be written: Is a directory.", lock);
    assertThatThrownBy(() -> harness.server().stop()).isInstanceOf(UserFailure.class);
    assertThat(harness.runtime.changes).isEmpty();
  }

  @Test
  void aFolderOfSettingsThatCannotBeWrittenIsNoObstacle() throws IOException {
    var harness = new Harness(home);
    Files.createFile(home.resolve(".stigmer"));
    harness.environment.put("STIGMER_DATA_DIR", home.resolve("data").toString());

    DataFolders.make(harness.folders());

    assertThat(harness.folders().workspace()).isDirectory();
  }
}
