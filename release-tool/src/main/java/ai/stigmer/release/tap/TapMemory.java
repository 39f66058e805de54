package ai.stigmer.release.tap;

import java.io.IOException;
import java.util.Set;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.util.FS;

/// A repository in memory whose history may be cut off. JGit's own keeps in mind where, but its
/// readers do not tell, so a push would look for the commits before.
final class TapMemory extends InMemoryRepository {

  TapMemory() {
    super(new DfsRepositoryDescription("tap"));
  }

  @Override
  public ObjectReader newObjectReader() {
    return new Reader(super.newObjectReader());
  }

  /// By which a tap that is a path is found.
  @Override
  public FS getFS() {
    return FS.DETECTED;
  }

  private final class Reader extends ObjectReader.Filter {

    private final ObjectReader delegate;

    Reader(ObjectReader delegate) {
      this.delegate = delegate;
    }

    @Override
    protected ObjectReader delegate() {
      return delegate;
    }

    @Override
    public ObjectReader newReader() {
      return newObjectReader();
    }

    @Override
    public Set<ObjectId> getShallowCommits() throws IOException {
      return getObjectDatabase().getShallowCommits();
    }
  }
}
