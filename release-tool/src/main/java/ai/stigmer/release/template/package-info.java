/// The one renderer of templates; the only user of FreeMarker. Uses `problem`. Promises that an
/// undefined variable is a problem with line and column, and that no template can run code.
@NullMarked
package ai.stigmer.release.template;

import org.jspecify.annotations.NullMarked;
