/// Versions, release tags and the floating tags a version may move. Uses `problem`. Promises strict
/// Semantic Versioning 2.0.0 without a limit on the size of numbers.
@NullMarked
package ai.stigmer.release.version;

import org.jspecify.annotations.NullMarked;
