@NullMarked
package ai.stigmer.release.rehearsal.registry;

import org.jspecify.annotations.NullMarked;
