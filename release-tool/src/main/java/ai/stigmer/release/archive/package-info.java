/// Packing a folder into a release archive, and reading one back; the only user of Commons
/// Compress. Uses `problem`. Promises the same bytes for the same files, and refuses links and
/// paths that leave.
@NullMarked
package ai.stigmer.release.archive;

import org.jspecify.annotations.NullMarked;
