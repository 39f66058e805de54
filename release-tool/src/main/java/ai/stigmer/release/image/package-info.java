/// Building the image for each platform and pushing its index; the only user of jib-core. Uses
/// `oci`, `version` and `registry`. Promises that the same inputs give the same digest in any
/// folder, on any day, under any JDK.
@NullMarked
package ai.stigmer.release.image;

import org.jspecify.annotations.NullMarked;
