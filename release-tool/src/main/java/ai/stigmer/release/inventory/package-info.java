/// What is inside of an image or an archive: packages and jars, and where they say they come from.
/// Uses `archive` and `image`. Promises that the same bytes give the same answer, that nothing read
/// is run or unpacked, and that what is not known is left out rather than guessed.
@NullMarked
package ai.stigmer.release.inventory;

import org.jspecify.annotations.NullMarked;
