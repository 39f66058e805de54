/// Finding Docker or Podman and speaking to it. Uses `container`, `json`, `process` and `problem`.
/// Promises that both answer alike, that what cannot be had is told with its remedy, and that the
/// runtime's state is the only state.
@NullMarked
package ai.stigmer.cli.runtime;

import org.jspecify.annotations.NullMarked;
