/// The world of a rehearsal: a registry and a GitHub on this machine's loopback, in packages of
/// their own. Uses `problem`, `json`, `http`, `oci` and `version`. Promises to know the protocols,
/// not the planner, so that what works here was not made to.
@NullMarked
package ai.stigmer.release.rehearsal;

import org.jspecify.annotations.NullMarked;
