/// `release.yaml` as records; the only user of SnakeYAML Engine. Uses the value types it is made
/// of. Promises that every key is described once, for reading, schema and reference alike, and that
/// whatever is wrong is named by line, column and key.
@NullMarked
package ai.stigmer.release.configuration;

import org.jspecify.annotations.NullMarked;
