/// The commands and their output; the only user of picocli. Uses `stamp`.
@NullMarked
package ai.stigmer.cli.command;

import org.jspecify.annotations.NullMarked;
