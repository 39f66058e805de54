/// Which release this command is, as the release that packed it wrote beside its jar. Uses nothing.
/// Promises that a command that was not released says so.
@NullMarked
package ai.stigmer.cli.stamp;

import org.jspecify.annotations.NullMarked;
