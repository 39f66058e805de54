package ai.stigmer.release.github;

/// What a person reads of a release, and what GitHub must know to create it.
///
/// @param tag the Git tag it belongs to
/// @param commit the commit the tag names, where GitHub creates the tag if it is not there
/// @param title its heading
/// @param notes its text, Markdown
/// @param preRelease whether it is marked as a pre-release
public record ReleaseText(
    String tag, String commit, String title, String notes, boolean preRelease) {}
