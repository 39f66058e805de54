/// The source repository: its commits, tags and state; and a repository that begins. Uses
/// `version`; with `tap` the only user of JGit. Promises that a repository that is there is never
/// changed.
@NullMarked
package ai.stigmer.release.git;

import org.jspecify.annotations.NullMarked;
