/// Signatures of manifests and files, made and checked by cosign: a program of this machine. Uses
/// `process`, `oci`, `registry` and `secret`. Promises that no secret is in an argument list or a
/// file, that cosign gets no other credential than it needs, and that what could not be checked is
/// never taken for valid or invalid.
@NullMarked
package ai.stigmer.release.signing;

import org.jspecify.annotations.NullMarked;
