/// Formulae as Homebrew reads them. Uses `oci`, `version` and `template`. Promises a formula whose
/// class, file and version agree and that no value can break out of its Ruby string.
@NullMarked
package ai.stigmer.release.homebrew;

import org.jspecify.annotations.NullMarked;
