/// The first files of a product that is to be released, and of its tap. Uses `problem`. Promises
/// that a file that is there is never written.
@NullMarked
package ai.stigmer.release.scaffold;

import org.jspecify.annotations.NullMarked;
