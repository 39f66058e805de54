package ai.stigmer.release.git;

import java.io.File;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.FS.FileStoreAttributes;
import org.eclipse.jgit.util.SystemReader;

/// Where JGit looks beyond the repositories it is given.
public final class JGitEnvironment {

  private JGitEnvironment() {}

  /// Keeps JGit from measuring the file system, which takes seconds of every process, and from
  /// writing what it measures into the user's settings.
  ///
  /// The user's Git configuration is still read, as it decides which files are ignored and what
  /// their line endings are.
  public static synchronized void prepare() {
    if (!(SystemReader.getInstance() instanceof Reader)) {
      SystemReader.setInstance(new Reader(SystemReader.getInstance()));
    }
  }

  private static final class Reader extends SystemReader.Delegate {

    Reader(SystemReader delegate) {
      super(delegate);
    }

    @Override
    public FileBasedConfig openUserConfig(Config parent, FS files) {
      File file = super.openUserConfig(parent, files).getFile();
      return new FileBasedConfig(parent, file, files) {
        @Override
        public long getTimeUnit(
            String section, String subsection, String name, long fallback, TimeUnit unit) {
          // What JGit itself takes where it cannot measure.
          return section.equals(ConfigConstants.CONFIG_FILESYSTEM_SECTION)
                  && name.equals(ConfigConstants.CONFIG_KEY_TIMESTAMP_RESOLUTION)
              ? unit.convert(FileStoreAttributes.FALLBACK_TIMESTAMP_RESOLUTION)
              : super.getTimeUnit(section, subsection, name, fallback, unit);
        }
      };
    }

    @Override
    public FileBasedConfig openJGitConfig(Config parent, FS files) {
      return new FileBasedConfig(parent, null, files) {
        @Override
        public void load() {}

        @Override
        public void save() {}

        @Override
        public boolean isOutdated() {
          return false;
        }
      };
    }
  }
}
