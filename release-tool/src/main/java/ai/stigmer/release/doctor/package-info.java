/// Preflight: what a release needs, examined one thing after the other. Uses `problem`. Promises
/// that a thing that is amiss keeps no other from being examined.
@NullMarked
package ai.stigmer.release.doctor;

import org.jspecify.annotations.NullMarked;
