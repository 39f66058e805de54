package ai.stigmer.cli.container;

import ai.stigmer.cli.process.OutputLine;
import java.time.Instant;

/// One line of a container's log.
///
/// @param time when it was written
/// @param line what was written, and where
public record LogLine(Instant time, OutputLine line) {}
