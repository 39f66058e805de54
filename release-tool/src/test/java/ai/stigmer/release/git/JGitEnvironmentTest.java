package ai.stigmer.release.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.FS.FileStoreAttributes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JGitEnvironmentTest {

  @Test
  void theFileSystemIsNotMeasured(@TempDir Path folder) {
    JGitEnvironment.prepare();

    assertThat(FS.getFileStoreAttributes(folder).getFsTimestampResolution())
        .isEqualTo(FileStoreAttributes.FALLBACK_TIMESTAMP_RESOLUTION);
  }
}
