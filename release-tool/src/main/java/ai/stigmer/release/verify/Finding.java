package ai.stigmer.release.verify;

/// What was found of one wanted thing.
///
/// @param subject the thing: a tag, a file, the formula
/// @param sound whether it is as it must be
/// @param text how that was told, or what is wrong
public record Finding(String subject, boolean sound, String text) {}
