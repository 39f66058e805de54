/// The files of a release before they are uploaded, their checksums, and the names of the documents
/// among them. Uses `oci` and `version`. Promises that an artifact was read once, and that its
/// digest and size are those of its bytes.
@NullMarked
package ai.stigmer.release.artifact;

import org.jspecify.annotations.NullMarked;
