/// Building the image for each platform and pushing its index; the only user of jib-core. Uses
/// `oci`, `archive`, `http` and `registry`. Promises that the same inputs give the same digest in
/// any folder, on any day, under any JDK, and that it is known before anything is sent.
@NullMarked
package ai.stigmer.release.image;

import org.jspecify.annotations.NullMarked;
