package ai.stigmer.release.build;

import ai.stigmer.release.homebrew.FormulaTemplate;

/// What a release's formula is rendered from, besides digests.
///
/// @param commit the release's commit
/// @param template the template as it was at that commit
public record FormulaOrigin(String commit, FormulaTemplate template) {}
