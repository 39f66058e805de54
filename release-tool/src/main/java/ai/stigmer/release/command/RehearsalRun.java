package ai.stigmer.release.command;

import ai.stigmer.release.report.page.ReportedRun;
import java.util.Optional;

/// One run of `release` in a rehearsal.
///
/// @param exitCode how it ended
/// @param output everything it printed
/// @param requests how many requests the registry and GitHub got
/// @param writes how many of them were writes
/// @param reported its course, if it came to a conclusion
record RehearsalRun(
    int exitCode, String output, int requests, int writes, Optional<ReportedRun> reported) {}
