/// What the tests of several packages share: golden files, programs that are run, servers that are
/// real.
@NullMarked
package ai.stigmer.release.testing;

import org.jspecify.annotations.NullMarked;
