package ai.stigmer.release.plan;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The fixed order of a release. What a user can discover is never ahead of what exists: content
/// comes before names, exact names before moving ones, and the tap last.
public enum Stage {
  /// The Git tag on GitHub names the commit that is released, and nobody else drafts its release.
  GIT_TAG("git tag"),
  /// Layers, configurations, manifests and the index, by digest only.
  IMAGE("image", GIT_TAG),
  /// The image tag that never moves.
  EXACT_TAG("exact tag", IMAGE),
  /// The documents about the image, attached to its index.
  REFERRERS("referrer", EXACT_TAG),
  /// The signatures of the index and of each platform's manifest.
  SIGNATURES("signature", REFERRERS),
  /// The release on GitHub, visible to maintainers only.
  DRAFT("draft", SIGNATURES),
  /// The release's files.
  ASSETS("asset", DRAFT),
  /// The signature of the checksums file, as a file beside it.
  CHECKSUMS_SIGNATURE("signature", ASSETS),
  /// The release becomes visible.
  PUBLICATION("publication", CHECKSUMS_SIGNATURE),
  /// The mark of a release that is taken back; before it, nothing may go back.
  YANK_MARK("yank mark", PUBLICATION),
  /// The image tags that move.
  FLOATING_TAGS("floating tag", YANK_MARK),
  /// GitHub's "latest" mark.
  LATEST_MARK("latest mark", YANK_MARK),
  /// The formula, on the tap's default branch or on a branch that proposes it.
  FORMULA("formula", YANK_MARK),
  /// The pull request that brings the formula to the default branch.
  PULL_REQUEST("pull request", FORMULA),
  /// Older pull requests for the same formula.
  SUPERSEDED("superseded", PULL_REQUEST);

  private final String label;
  private final @Nullable Stage need;

  Stage(String label) {
    this(label, null);
  }

  Stage(String label, @Nullable Stage need) {
    this.label = label;
    this.need = need;
  }

  /// The stage in the words of a plan.
  public String label() {
    return label;
  }

  /// Whether this stage must wait for one of these, directly or through another.
  public boolean needsAnyOf(Set<Stage> stages) {
    return need != null && (stages.contains(need) || need.needsAnyOf(stages));
  }
}
