/// What tests of several packages stand on: real parts as processes, transports that fail, samples.
@NullMarked
package ai.stigmer.release.testing;

import org.jspecify.annotations.NullMarked;
