/// The commands and their output; the only user of picocli. Uses every other package.
@NullMarked
package ai.stigmer.cli.command;

import org.jspecify.annotations.NullMarked;
