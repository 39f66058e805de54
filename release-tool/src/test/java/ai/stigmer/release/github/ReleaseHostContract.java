package ai.stigmer.release.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.stigmer.release.artifact.Artifact;
import ai.stigmer.release.problem.Problem.Kind;
import ai.stigmer.release.problem.ReleaseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every GitHub keeps of releases, whoever plays it. It has none to begin with, and `v0.1.0`
/// is a tag of [#MAIN].
interface ReleaseHostContract {

  String MAIN = "1111111111111111111111111111111111111111";

  ReleaseHost releases();

  static ReleaseText text(String tag) {
    return new ReleaseText(tag, MAIN, tag.substring(1), "notes of " + tag, tag.contains("-"));
  }

  static Artifact artifact(Path folder, String name, String content) throws IOException {
    return Artifact.of(name, Files.writeString(folder.resolve(name), content));
  }

  private Release published(String tag, boolean latest) {
    return releases().publish(releases().createDraft(text(tag)).id(), latest);
  }

  @Test
  default void aDraftIsListedWithItsWords() {
    Release draft = releases().createDraft(text("v1.2.3-rc.1"));

    assertThat(releases().releases()).containsExactly(draft);
    assertThat(draft.isDraft()).isTrue();
    assertThat(draft.preRelease()).isTrue();
    assertThat(draft.title()).isEqualTo("1.2.3-rc.1");
    assertThat(draft.notes()).isEqualTo("notes of v1.2.3-rc.1");
    assertThat(draft.target()).isEqualTo(MAIN);
  }

  @Test
  default void twoDraftsMayShareATagAndOneCanBeTakenBack() {
    Release first = releases().createDraft(text("v1.2.3"));
    Release second = releases().createDraft(text("v1.2.3"));

    assertThat(releases().releases()).containsExactly(second, first);

    releases().deleteDraft(second.id());
    releases().deleteDraft(second.id());

    assertThat(releases().releases()).containsExactly(first);
  }

  @Test
  default void aPublishedReleaseIsNotDeleted() {
    Release published = published("v1.2.3", true);

    assertThatExceptionOfType(ReleaseException.class)
        .isThrownBy(() -> releases().deleteDraft(published.id()))
        .satisfies(refused -> assertThat(refused.problem().kind()).isEqualTo(Kind.CONFLICT));
    assertThat(releases().releases()).containsExactly(published);
  }

  @Test
  default void aPublishedReleaseIsMarkedAsYankedOnce() {
    Release published = published("v1.2.3", true);

    Release marked = releases().markYanked(published.id(), published.yankMark());

    assertThat(releases().releases()).containsExactly(marked);
    assertThat(marked.isYanked()).isTrue();
    assertThat(marked.title()).isEqualTo("v1.2.3 (yanked)");
    assertThat(marked.notes())
        .startsWith("> [!CAUTION]\n> **v1.2.3 was yanked.**")
        .endsWith("\n\nnotes of v1.2.3");
    assertThat(marked.yankMark().notes()).isEqualTo(marked.notes());
    assertThat(releases().latest()).contains("v1.2.3");
  }

  @Test
  default void everyPageIsRead() {
    IntStream.range(0, 103).forEach(patch -> releases().createDraft(text("v1.0." + patch)));

    assertThat(releases().releases())
        .isSortedAccordingTo(Comparator.comparingLong(Release::id).reversed())
        .extracting(Release::tag)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 103).mapToObj(patch -> "v1.0." + patch).toList());
  }

  @Test
  default void anUploadedAssetHasItsSizeAndDigest(@TempDir Path folder) throws IOException {
    Release draft = releases().createDraft(text("v1.2.3"));
    Artifact artifact = artifact(folder, "stigmer-1.2.3.tar.gz", "bytes");

    ReleaseAsset asset = releases().upload(draft.id(), artifact);

    assertThat(asset.uploaded()).isTrue();
    assertThat(asset.size()).isEqualTo(5);
    assertThat(asset.digest()).contains(artifact.digest());
    assertThat(releases().releases().getFirst().assets()).containsExactly(asset);
  }

  @Test
  default void theSameBytesMayBeUploadedTwiceAndOthersMayNot(@TempDir Path folder)
      throws IOException {
    Release draft = releases().createDraft(text("v1.2.3"));
    Artifact artifact = artifact(folder, "checksums.txt", "bytes");
    ReleaseAsset asset = releases().upload(draft.id(), artifact);

    assertThat(releases().upload(draft.id(), artifact)).isEqualTo(asset);
    Artifact other = artifact(folder, "checksums.txt", "other");
    assertThatExceptionOfType(ReleaseException.class)
        .isThrownBy(() -> releases().upload(draft.id(), other))
        .satisfies(refused -> assertThat(refused.problem().kind()).isEqualTo(Kind.CONFLICT))
        .withMessageContaining("another file named checksums.txt");
  }

  @Test
  default void anAssetCanBeDownloadedWholeAndAsText(@TempDir Path folder) throws IOException {
    Release draft = releases().createDraft(text("v1.2.3"));
    ReleaseAsset asset = releases().upload(draft.id(), artifact(folder, "notes.txt", "größer"));
    Path copy = folder.resolve("copy");

    releases().download(asset, copy);

    assertThat(copy).hasContent("größer");
    assertThat(releases().downloadText(asset, 100)).isEqualTo("größer");
    assertThatExceptionOfType(ReleaseException.class)
        .isThrownBy(() -> releases().downloadText(asset, 7))
        .withMessageContaining("more than 7 bytes");
    assertThat(folder).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  default void aDeletedAssetIsGone(@TempDir Path folder) throws IOException {
    Release draft = releases().createDraft(text("v1.2.3"));
    ReleaseAsset asset = releases().upload(draft.id(), artifact(folder, "a.txt", "a"));

    releases().deleteAsset(asset.id());
    releases().deleteAsset(asset.id());

    assertThat(releases().releases().getFirst().assets()).isEmpty();
  }

  @Test
  default void publishingMakesTheTagAndKeepsTheAssets(@TempDir Path folder) throws IOException {
    Release draft = releases().createDraft(text("v1.2.3"));
    ReleaseAsset asset = releases().upload(draft.id(), artifact(folder, "a.txt", "a"));
    assertThat(releases().tagCommit("v1.2.3")).isEmpty();
    assertThat(releases().latest()).isEmpty();

    Release published = releases().publish(draft.id(), true);

    assertThat(published.state()).isEqualTo(Release.State.PUBLISHED);
    assertThat(published.assets()).containsExactly(asset);
    assertThat(releases().releases()).containsExactly(published);
    assertThat(releases().tagCommit("v1.2.3")).contains(MAIN);
    assertThat(releases().latest()).contains("v1.2.3");
  }

  @Test
  default void aBackPortDoesNotBecomeTheLatest() {
    published("v2.0.0", true);
    Release backPort = published("v1.2.4", false);
    assertThat(releases().latest()).contains("v2.0.0");

    releases().markLatest(backPort.id());

    assertThat(releases().latest()).contains("v1.2.4");
  }

  @Test
  default void aPreReleaseIsNeverTheLatest() {
    published("v1.3.0-rc.1", false);

    assertThat(releases().latest()).isEmpty();
  }

  @Test
  default void aPreReleaseCannotBeMarkedAsTheLatest() {
    Release preRelease = published("v1.3.0-rc.1", false);

    assertThatExceptionOfType(ReleaseException.class)
        .isThrownBy(() -> releases().markLatest(preRelease.id()))
        .satisfies(refused -> assertThat(refused.problem().kind()).isEqualTo(Kind.INPUT));
    assertThat(releases().latest()).isEmpty();
  }

  @Test
  default void aTagIsPublishedOnce() {
    Release first = published("v1.2.3", true);
    Release second = releases().createDraft(text("v1.2.3"));

    assertThatExceptionOfType(ReleaseException.class)
        .isThrownBy(() -> releases().publish(second.id(), true))
        .satisfies(refused -> assertThat(refused.problem().kind()).isEqualTo(Kind.REMOTE));
    assertThat(releases().releases()).containsExactlyInAnyOrder(first, second);
  }

  @Test
  default void whatIsPublishedTwiceIsPublishedOnce() {
    Release published = published("v1.2.3", true);

    assertThat(releases().publish(published.id(), true)).isEqualTo(published);
    assertThat(releases().releases()).containsExactly(published);
  }

  @Test
  default void publishingDoesNotMoveATagThatIsThere() {
    String there = releases().tagCommit("v0.1.0").orElseThrow();

    published("v0.1.0", true);

    assertThat(releases().tagCommit("v0.1.0")).contains(there);
  }

  @Test
  default void whatIsNotThereIsNotChanged(@TempDir Path folder) throws IOException {
    long gone = releases().createDraft(text("v1.2.3")).id();
    releases().deleteDraft(gone);
    Artifact artifact = artifact(folder, "a.txt", "a");

    assertThatExceptionOfType(ReleaseException.class)
        .isThrownBy(() -> releases().updateText(gone, text("v1.2.3")));
    assertThatExceptionOfType(ReleaseException.class)
        .isThrownBy(() -> releases().publish(gone, true));
    assertThatExceptionOfType(ReleaseException.class)
        .isThrownBy(() -> releases().upload(gone, artifact));
    assertThat(releases().releases()).isEmpty();
  }

  @Test
  default void anAssetThatWasDeletedIsNotDownloaded(@TempDir Path folder) throws IOException {
    Release draft = releases().createDraft(text("v1.2.3"));
    ReleaseAsset asset = releases().upload(draft.id(), artifact(folder, "a.txt", "a"));
    releases().deleteAsset(asset.id());
    Path copy = folder.resolve("copy");

    assertThatExceptionOfType(ReleaseException.class)
        .isThrownBy(() -> releases().download(asset, copy));
    assertThatExceptionOfType(ReleaseException.class)
        .isThrownBy(() -> releases().downloadText(asset, 100));
    assertThat(copy).doesNotExist();
  }

  @Test
  default void aTokenThatMayWriteReleasesIsFoundByWritingNothing() {
    releases().tryWrite();

    assertThat(releases().releases()).isEmpty();
  }

  @Test
  default void otherWordsKeepTheAssets(@TempDir Path folder) throws IOException {
    Release draft = releases().createDraft(text("v1.2.3"));
    ReleaseAsset asset = releases().upload(draft.id(), artifact(folder, "a.txt", "a"));

    Release changed =
        releases()
            .updateText(draft.id(), new ReleaseText("v1.2.3", MAIN, "1.2.3 (yanked)", "", true));

    assertThat(changed.title()).isEqualTo("1.2.3 (yanked)");
    assertThat(changed.notes()).isEmpty();
    assertThat(changed.preRelease()).isTrue();
    assertThat(changed.assets()).containsExactly(asset);
  }

  @Test
  default void anAnnotatedTagIsFollowedToItsCommit() {
    assertThat(releases().tagCommit("v0.1.0")).contains(MAIN);
    assertThat(releases().tagCommit("v0.1")).isEmpty();
  }
}
