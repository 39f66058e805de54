package ai.stigmer.release.command;

/// One run of `release` in a rehearsal.
///
/// @param exitCode how it ended
/// @param output everything it printed
/// @param requests how many requests the registry and GitHub got
/// @param writes how many of them were writes
record RehearsalRun(int exitCode, String output, int requests, int writes) {}
