/// The nouns of the OCI image and distribution specifications. Uses `problem` and `json`. Promises
/// that what parses prints back as it was read, and that what does not is refused with the expected
/// form.
@NullMarked
package ai.stigmer.release.oci;

import org.jspecify.annotations.NullMarked;
