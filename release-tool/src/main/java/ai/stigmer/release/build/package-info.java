/// From a commit and its configuration to everything a release is made of, on this machine alone.
/// Uses `configuration`, `image`, `archive`, `template` and the value types. Promises that nothing
/// is written outside the checkout, and that build commands see no credential.
@NullMarked
package ai.stigmer.release.build;

import org.jspecify.annotations.NullMarked;
