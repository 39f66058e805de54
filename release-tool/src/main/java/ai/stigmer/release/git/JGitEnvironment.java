package ai.stigmer.release.git;

import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/// Where JGit looks beyond the repositories it is given.
public final class JGitEnvironment {

  private JGitEnvironment() {}

  /// Keeps JGit from writing what it measures of the file system into the user's settings.
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
