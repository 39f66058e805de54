/// A container registry on loopback, by the OCI distribution specification. Uses `json` and `oci`.
/// Promises that any client can use it, and that its content is plain files to look at.
@NullMarked
package ai.stigmer.release.rehearsal.registry;

import org.jspecify.annotations.NullMarked;
