package ai.stigmer.release.scaffold;

/// A release of this tool.
///
/// @param version as in `1.2.3`
/// @param commit the commit it was made from, in full
public record ToolRelease(String version, String commit) {}
