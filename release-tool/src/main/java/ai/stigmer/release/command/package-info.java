/// The command line; the only user of picocli. May use everything. Promises the documented flags
/// and exit codes, results on standard output and progress on standard error.
@NullMarked
package ai.stigmer.release.command;

import org.jspecify.annotations.NullMarked;
