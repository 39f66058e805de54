package ai.stigmer.release.git;

import java.io.File;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.errors.ConfigInvalidException;
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
  /// writing what it measures into the user's settings. Keeps it from tidying up what was pushed
  /// to: it does so in the background, and leaves a lock behind if the process ends meanwhile.
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
      return new UserConfig(parent, super.openUserConfig(parent, files).getFile(), files);
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

  private static final class UserConfig extends FileBasedConfig {

    UserConfig(Config parent, File file, FS files) {
      super(parent, file, files);
      // A file that is not there is never loaded.
      leaveUntidied();
    }

    @Override
    public void load() throws IOException, ConfigInvalidException {
      super.load();
      leaveUntidied();
    }

    @Override
    public long getTimeUnit(
        String section, String subsection, String name, long fallback, TimeUnit unit) {
      // What JGit itself takes where it cannot measure.
      return section.equals(ConfigConstants.CONFIG_FILESYSTEM_SECTION)
              && name.equals(ConfigConstants.CONFIG_KEY_TIMESTAMP_RESOLUTION)
          ? unit.convert(FileStoreAttributes.FALLBACK_TIMESTAMP_RESOLUTION)
          : super.getTimeUnit(section, subsection, name, fallback, unit);
    }

    private void leaveUntidied() {
      setInt(ConfigConstants.CONFIG_GC_SECTION, null, ConfigConstants.CONFIG_KEY_AUTO, 0);
      setBoolean(
          ConfigConstants.CONFIG_GC_SECTION, null, ConfigConstants.CONFIG_KEY_AUTODETACH, false);
    }
  }
}
