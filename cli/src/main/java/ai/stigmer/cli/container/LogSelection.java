package ai.stigmer.cli.container;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/// Which lines of a log are wanted.
///
/// @param follow whether lines still to come are wanted too, until the container ends
/// @param tail how many of the last lines; without it all
/// @param since only lines of this time and later
public record LogSelection(boolean follow, OptionalInt tail, Optional<Instant> since) {}
