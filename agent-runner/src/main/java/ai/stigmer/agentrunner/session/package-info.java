/// What a session keeps on disk: its folder, its conversation and its list of things to do. Uses
/// `conversation`, `json` and the file system. Promises that a path given by a model never leaves
/// the session's folder, links included, and that what was recorded outlives the worker.
@NullMarked
package ai.stigmer.agentrunner.session;

import org.jspecify.annotations.NullMarked;
