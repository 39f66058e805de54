/// Reading and writing JSON; the only user of Jackson. Uses `problem`. Promises that malformed or
/// mistyped input is a problem that names where it came from, and that equal values give equal
/// bytes.
@NullMarked
package ai.stigmer.release.json;

import org.jspecify.annotations.NullMarked;
