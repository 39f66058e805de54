/// The source repository: its commits, tags and state. Uses `version`; with `tap` the only user of
/// JGit. Promises that it never changes the repository it reads.
@NullMarked
package ai.stigmer.release.git;

import org.jspecify.annotations.NullMarked;
