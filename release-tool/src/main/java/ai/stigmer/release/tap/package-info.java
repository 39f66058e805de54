/// The tap: a Git repository of formulae, read and pushed to. Uses `homebrew` and `git`; with `git`
/// the only user of JGit. Promises that a push is done only if the remote said so for every ref.
@NullMarked
package ai.stigmer.release.tap;

import org.jspecify.annotations.NullMarked;
