/// Containers and images as values: what is to be started, and what was found. Uses `process` for
/// the lines of a log. Promises that every value is immutable and that none prints a secret.
@NullMarked
package ai.stigmer.cli.container;

import org.jspecify.annotations.NullMarked;
