package ai.stigmer.release.github;

import java.util.List;
import java.util.Optional;

/// A release as GitHub holds it (REST API, "Releases").
///
/// @param id GitHub's number for it
/// @param tag the Git tag it belongs to; two drafts may share one
/// @param title its heading
/// @param notes its text, Markdown
/// @param target the commit or branch GitHub would create the tag at
/// @param state who can see it
/// @param preRelease whether it is marked as a pre-release
/// @param assets its files
/// @param page where a person looks at it
public record Release(
    long id,
    String tag,
    String title,
    String notes,
    String target,
    State state,
    boolean preRelease,
    List<ReleaseAsset> assets,
    String page) {

  /// Who can see a release.
  public enum State {
    /// Maintainers only; everything about it can change.
    DRAFT,
    /// Everybody.
    PUBLISHED,
    /// Everybody, and GitHub refuses every change of its tag and assets ("immutable releases").
    IMMUTABLE
  }

  /// Copies the list.
  public Release {
    assets = List.copyOf(assets);
  }

  /// Whether only maintainers see it.
  public boolean isDraft() {
    return state == State.DRAFT;
  }

  /// Whether it was taken back: its title is the [YankMark]'s, to the letter.
  public boolean isYanked() {
    return !isDraft() && title.equals(YankMark.title(tag));
  }

  /// Its words with the mark of a release that was taken back.
  public YankMark yankMark() {
    return YankMark.of(this);
  }

  /// The same release with other files.
  public Release withAssets(List<ReleaseAsset> others) {
    return new Release(id, tag, title, notes, target, state, preRelease, others, page);
  }

  /// The asset of that name.
  public Optional<ReleaseAsset> asset(String name) {
    return assets.stream().filter(asset -> asset.name().equals(name)).findFirst();
  }
}
