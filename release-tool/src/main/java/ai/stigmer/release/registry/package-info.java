/// An OCI registry as a release sees it, and the client that speaks to a real one. Uses `oci`,
/// `http` and `secret`. Promises that only a 404 means absent, and that every write was
/// acknowledged.
@NullMarked
package ai.stigmer.release.registry;

import org.jspecify.annotations.NullMarked;
