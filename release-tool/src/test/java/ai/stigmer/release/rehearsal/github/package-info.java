@NullMarked
package ai.stigmer.release.rehearsal.github;

import org.jspecify.annotations.NullMarked;
