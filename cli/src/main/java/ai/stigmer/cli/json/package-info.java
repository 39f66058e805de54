/// JSON read and written; the only user of nanojson. Uses nothing. Promises that what is not there
/// is an answer and not a failure.
@NullMarked
package ai.stigmer.cli.json;

import org.jspecify.annotations.NullMarked;
