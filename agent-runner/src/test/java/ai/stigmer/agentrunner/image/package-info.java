/// The image as it is built from this checkout, tried with the real registry and runtimes.
@NullMarked
package ai.stigmer.agentrunner.image;

import org.jspecify.annotations.NullMarked;
