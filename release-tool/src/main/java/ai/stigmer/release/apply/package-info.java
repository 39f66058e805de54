/// Looking at the world, and changing it. Uses `plan` and the ports of the domains. Promises that
/// only a planned action writes, that a failed one stops whatever needs it, and that success was
/// read back.
@NullMarked
package ai.stigmer.release.apply;

import org.jspecify.annotations.NullMarked;
