package ai.stigmer.release.verify;

/// One of the promises of a release, and whether it was kept.
///
/// @param name `I1` to `I8`
/// @param text what is promised
/// @param kept whether it was kept
/// @param proof how that was told, or what broke it
public record Promise(String name, String text, boolean kept, String proof) {}
