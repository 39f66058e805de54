/// What a person sees and answers. Uses nothing. Promises plain lines where nobody watches, and
/// that a result never shares its channel with progress.
@NullMarked
package ai.stigmer.cli.terminal;

import org.jspecify.annotations.NullMarked;
