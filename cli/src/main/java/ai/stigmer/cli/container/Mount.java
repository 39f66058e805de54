package ai.stigmer.cli.container;

/// A folder or file of this machine that a container sees.
///
/// @param source its absolute path on this machine
/// @param target its absolute path in the container
/// @param readOnly whether the container may only read it
public record Mount(String source, String target, boolean readOnly) {}
