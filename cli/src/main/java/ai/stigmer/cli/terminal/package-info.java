/// What a person sees and answers. Uses nothing. Promises plain lines where nobody watches, that a
/// result never shares its channel with progress, and that what others have written does not
/// command the terminal.
@NullMarked
package ai.stigmer.cli.terminal;

import org.jspecify.annotations.NullMarked;
