/// The source repository: its commits, tags and state; and a repository that begins. Uses `version`;
/// with `tap` the only user of JGit. Promises that it never changes a repository that is there.
@NullMarked
package ai.stigmer.release.git;

import org.jspecify.annotations.NullMarked;
