package ai.stigmer.release.apply;

import ai.stigmer.release.artifact.Artifact;
import ai.stigmer.release.artifact.Checksums;
import ai.stigmer.release.github.Release;
import ai.stigmer.release.github.ReleaseAsset;
import ai.stigmer.release.github.ReleaseHost;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.plan.Action.CreateDraftRelease;
import ai.stigmer.release.plan.Action.DeleteAsset;
import ai.stigmer.release.plan.Action.DeleteDuplicateDraft;
import ai.stigmer.release.plan.Action.MarkLatest;
import ai.stigmer.release.plan.Action.MarkYanked;
import ai.stigmer.release.plan.Action.PublishRelease;
import ai.stigmer.release.plan.Action.RewriteDraftRelease;
import ai.stigmer.release.plan.Action.UploadAsset;
import ai.stigmer.release.plan.DesiredRelease;
import ai.stigmer.release.plan.ObservedHost;
import ai.stigmer.release.plan.ObservedHost.Absent;
import ai.stigmer.release.plan.ObservedHost.Draft;
import ai.stigmer.release.plan.ObservedHost.Published;
import ai.stigmer.release.problem.Problem;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.version.ReleaseTag;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The writes to GitHub. Each answers what it found, if the world was not what the action expects.
final class HostWrites {

  private final ReleaseHost host;
  private final AssetDigests assetDigests;
  private final DesiredRelease desired;
  private final ApplyListener listener;
  private final boolean isDraft;
  private Optional<Long> release;

  HostWrites(
      ReleaseHost host,
      AssetDigests assetDigests,
      DesiredRelease desired,
      ObservedHost observed,
      ApplyListener listener) {
    this.host = host;
    this.assetDigests = assetDigests;
    this.desired = desired;
    this.listener = listener;
    this.isDraft = !(observed.release() instanceof Published);
    this.release =
        switch (observed.release()) {
          case Absent() -> Optional.empty();
          case Draft(Release draft) -> Optional.of(draft.id());
          case Published(Release published, _) -> Optional.of(published.id());
        };
  }

  Optional<String> createDraft(CreateDraftRelease create) {
    Release created = host.createDraft(create.text());
    // Two runs may have created one each: the lowest stays, in every run.
    Release kept =
        ofThisTag().stream()
            .min(Comparator.comparing(Release::isDraft).thenComparingLong(Release::id))
            .orElse(created);
    if (kept.id() != created.id()) {
      host.deleteDraft(created.id());
      return Optional.of("another run created release " + kept.id());
    }
    release = Optional.of(kept.id());
    return Optional.empty();
  }

  Optional<String> rewriteDraft(RewriteDraftRelease rewrite) {
    host.updateText(rewrite.release(), rewrite.text());
    return Optional.empty();
  }

  Optional<String> deleteDuplicateDraft(DeleteDuplicateDraft delete) {
    host.deleteDraft(delete.release());
    return Optional.empty();
  }

  Optional<String> upload(UploadAsset upload) {
    return replace(upload.replaces(), upload.artifact().orElseThrow());
  }

  /// Uploads a file, in place of an asset that is deleted first if there is one.
  Optional<String> replace(Optional<Long> replaced, Artifact artifact) {
    Optional<String> moved = replaced.flatMap(this::delete);
    return moved.isPresent() ? moved : send(artifact);
  }

  // Another file of that name on a draft is what another run built, and no conflict until it is
  // published: looking again tells.
  private Optional<String> send(Artifact artifact) {
    try {
      host.upload(release(), artifact);
    } catch (ReleaseException refused) {
      if (!isDraft || refused.problem().kind() != Problem.Kind.CONFLICT) {
        throw refused;
      }
      return Optional.of("another run uploaded another " + artifact.name());
    }
    listener.sent(artifact.name(), artifact.size());
    return Optional.empty();
  }

  // What was wrong on a draft may be right on the release that another run made of it.
  private Optional<String> delete(long asset) {
    boolean publishedMeanwhile =
        isDraft
            && ofThisTag().stream().anyMatch(found -> found.id() == release() && !found.isDraft());
    if (publishedMeanwhile) {
      return Optional.of("another run published the release");
    }
    host.deleteAsset(asset);
    return Optional.empty();
  }

  /// Writes the bytes of a file that the release holds, which must have that digest.
  ///
  /// @throws ReleaseException of kind remote if it does not
  void fetch(String name, Digest digest, Path file) throws IOException {
    ReleaseAsset asset =
        host.releases().stream()
            .filter(candidate -> candidate.id() == release())
            .flatMap(held -> held.asset(name).stream())
            .filter(ReleaseAsset::uploaded)
            .findFirst()
            .orElseThrow(() -> notAsWanted(name));
    host.download(asset, file);
    if (!Digest.ofFile(file).equals(digest)) {
      throw notAsWanted(name);
    }
  }

  private ReleaseException notAsWanted(String name) {
    return ReleaseException.remote(
        "The release " + desired.tag() + " does not hold " + name + " as it was uploaded",
        "Run again; what depends on it was not written.");
  }

  Optional<String> deleteAsset(DeleteAsset delete) {
    return delete(delete.asset());
  }

  Optional<String> publish(PublishRelease publish) {
    List<Release> all = host.releases();
    Release draft =
        all.stream()
            .filter(candidate -> candidate.id() == release())
            .findFirst()
            .orElseThrow(() ->
                ReleaseException.remote(
                    "The draft of " + publish.tag() + " is not there any more",
                    "Run again; nothing was published."));
    checkComplete(draft, publish);
    checkTag(publish);
    boolean higherIsPublished =
        all.stream()
            .filter(other -> !other.isDraft() && !other.isYanked() && !other.preRelease())
            .flatMap(other -> ReleaseTag.find(other.tag()).stream())
            .anyMatch(tag -> tag.isStable() && tag.compareTo(publish.tag()) > 0);
    host.publish(draft.id(), publish.latest() && !higherIsPublished);
    return Optional.empty();
  }

  Optional<String> markYanked(MarkYanked mark) {
    Release found = mark.release();
    boolean unchanged =
        host.releases().stream()
            .anyMatch(now ->
                now.id() == found.id()
                    && now.title().equals(found.title())
                    && now.notes().equals(found.notes()));
    if (!unchanged) {
      return Optional.of("somebody changed or deleted the release");
    }
    host.markYanked(found.id(), found.yankMark());
    return Optional.empty();
  }

  Optional<String> markLatest(MarkLatest mark) {
    Optional<ReleaseTag> marked =
        host.latest().flatMap(ReleaseTag::find).filter(ReleaseTag::isStable);
    if (marked.isPresent()
        && !marked.equals(mark.from())
        && marked.orElseThrow().compareTo(mark.tag()) >= 0) {
      return Optional.of("it marks " + marked.orElseThrow() + " now");
    }
    host.markLatest(mark.release());
    return Optional.empty();
  }

  private void checkComplete(Release draft, PublishRelease publish) {
    for (ReleaseAsset asset : draft.assets()) {
      if (!desired.wants(asset.name())) {
        throw ReleaseException.remote(
            "The draft of "
                + desired.tag()
                + " holds "
                + asset.name()
                + ", which is not part of it",
            "Run again; nothing was published.");
      }
    }
    if (publish.signed()
        && draft.asset(Checksums.SIGNATURE_NAME).filter(ReleaseAsset::uploaded).isEmpty()) {
      throw notAsWanted(Checksums.SIGNATURE_NAME);
    }
    publish
        .assets()
        .forEach((name, digest) -> {
          Optional<Digest> there =
              draft.asset(name).map(assetDigests::withDigest).flatMap(ReleaseAsset::digest);
          if (!there.equals(Optional.of(digest))) {
            throw ReleaseException.remote(
                "The draft of " + desired.tag() + " does not hold " + name + " as it was uploaded",
                "Run again; nothing was published.");
          }
        });
  }

  private void checkTag(PublishRelease publish) {
    Optional<String> now = host.tagCommit(publish.tag().toString());
    // A run of the same release that published meanwhile made the tag, at the same commit.
    boolean ours = now.equals(Optional.of(desired.commit().id()));
    if (!ours && !now.equals(publish.tagCommit())) {
      throw ReleaseException.input(
          "The tag "
              + publish.tag()
              + " moved on GitHub during this run, to "
              + now.orElse("nothing"),
          "Restore it, or delete the draft and release under a new version; nothing was published.");
    }
  }

  private List<Release> ofThisTag() {
    return host.releases().stream()
        .filter(candidate -> candidate.tag().equals(desired.tag().toString()))
        .filter(candidate -> !candidate.isDraft() || !desired.isForeign(candidate))
        .toList();
  }

  private long release() {
    return release.orElseThrow(() -> new IllegalStateException("no draft was created"));
  }
}
