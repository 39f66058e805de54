/// The world a release is rehearsed in: an embedded registry and an embedded GitHub on loopback.
/// Uses `problem`, `json`, `http`, `oci` and `version`. Promises to answer as the real ones are
/// documented to, to keep everything as files a person can look at, and to count every request.
@NullMarked
package ai.stigmer.release.rehearsal;

import org.jspecify.annotations.NullMarked;
