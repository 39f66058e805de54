/// Releases and pull requests on GitHub; the only user of github-api. Uses `version`, `artifact`
/// and `http`. Promises that drafts are found by listing, that only a 404 means absent, and that a
/// creating call whose reply was lost is looked up before it is repeated.
@NullMarked
package ai.stigmer.release.github;

import org.jspecify.annotations.NullMarked;
