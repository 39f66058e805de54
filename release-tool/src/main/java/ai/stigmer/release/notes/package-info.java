/// What a release says of itself: the changelog's section, else its commits. Uses `version` and
/// `git`. Promises the same text for the same input, and that no commit message can mention a
/// person or leave its line.
@NullMarked
package ai.stigmer.release.notes;

import org.jspecify.annotations.NullMarked;
