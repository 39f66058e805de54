/// The documents, as their readers use them.
@NullMarked
package ai.stigmer.release.documentation;

import org.jspecify.annotations.NullMarked;
