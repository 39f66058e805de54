/// The image as it is built from this checkout, tried with the real registry and runtimes; and the
/// demonstration, which runs in the same copy.
@NullMarked
package ai.stigmer.agentrunner.image;

import org.jspecify.annotations.NullMarked;
