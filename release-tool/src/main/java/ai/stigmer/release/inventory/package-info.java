/// What is inside of an image or an archive: packages and jars, and where they say they come from.
/// Uses `archive`, `image` and `problem`. Promises that the same bytes give the same answer, that
/// nothing read is run or unpacked, that what is not known is left out rather than guessed, and
/// that what could not be read is no part of an answer.
@NullMarked
package ai.stigmer.release.inventory;

import org.jspecify.annotations.NullMarked;
