package ai.stigmer.release.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.internal.WorkQueue;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
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

  @Test
  void nothingIsTidiedUpInTheBackground(@TempDir Path folder) throws IOException {
    JGitEnvironment.prepare();
    long before = WorkQueue.getExecutor().getTaskCount();
    try (Repository tap = FileRepositoryBuilder.create(folder.resolve("tap.git").toFile())) {
      tap.create(true);

      // As JGit does after every push.
      tap.autoGC(NullProgressMonitor.INSTANCE);
    }

    assertThat(WorkQueue.getExecutor().getTaskCount()).isEqualTo(before);
  }
}
