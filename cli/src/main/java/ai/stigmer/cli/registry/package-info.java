/// Reading an image's manifest in its registry, without credentials, to tell beforehand what a pull
/// will cost and afterwards why it failed. Uses `container` and `json`. Promises to write nothing
/// and to take no longer than a few seconds.
@NullMarked
package ai.stigmer.cli.registry;

import org.jspecify.annotations.NullMarked;
