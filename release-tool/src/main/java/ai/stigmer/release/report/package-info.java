/// A plan and its outcome as a person, a script and GitHub Actions read them. Uses `plan` and
/// `apply`. Promises that every wording stands here, and that the JSON has a version and a schema.
@NullMarked
package ai.stigmer.release.report;

import org.jspecify.annotations.NullMarked;
