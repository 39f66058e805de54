package ai.stigmer.release.plan;

import static ai.stigmer.release.plan.Stage.ASSETS;

import ai.stigmer.release.artifact.Checksums;
import ai.stigmer.release.artifact.Document;
import ai.stigmer.release.github.Release;
import ai.stigmer.release.github.ReleaseAsset;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.plan.Action.DeleteAsset;
import ai.stigmer.release.plan.Action.UploadAsset;
import ai.stigmer.release.plan.Decision.Change;
import ai.stigmer.release.plan.Decision.Conflict;
import ai.stigmer.release.plan.Decision.Satisfied;
import ai.stigmer.release.plan.ObservedHost.Absent;
import ai.stigmer.release.plan.ObservedHost.Draft;
import ai.stigmer.release.plan.ObservedHost.Published;
import ai.stigmer.release.problem.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The decisions about a release's files. A draft's are made what they should be; of a published
/// release its checksums file is the authority, and what disagrees with it is a conflict.
final class AssetDecisions {

  private final DesiredRelease desired;
  private final ObservedHost observed;

  AssetDecisions(DesiredRelease desired, ObservedHost observed) {
    this.desired = desired;
    this.observed = observed;
  }

  List<Decision> assets() {
    if (observed.release() instanceof Published published && published.checksums().isEmpty()) {
      return List.of(
          new Conflict(
              new Subject(ASSETS, Checksums.FILE_NAME),
              conflict(
                  "The published release " + desired.tag() + " has no " + Checksums.FILE_NAME,
                  "It was not made by this tool, or was changed since. Release under a new version.")));
    }
    return Stream.of(desired.assets().stream().map(this::asset), strays(), neverHad())
        .flatMap(decisions -> decisions)
        .toList();
  }

  // The documents that a release of an earlier version of this tool was published without.
  private Stream<Decision> neverHad() {
    return observed.release() instanceof Published
        ? Arrays.stream(Document.values())
            .map(document -> document.assetName(desired.project(), desired.version()))
            .filter(name -> !desired.wants(name))
            .map(name ->
                new Satisfied(new Subject(ASSETS, name), "published without it, and it stays so"))
        : Stream.empty();
  }

  // A file that somebody left on the draft would be published unseen, without a checksum.
  private Stream<Decision> strays() {
    if (!(observed.release() instanceof Draft(Release draft))) {
      return Stream.empty();
    }
    return draft.assets().stream()
        .filter(asset -> !desired.wants(asset.name()))
        .map(asset ->
            new Change(
                new Subject(ASSETS, asset.name()),
                new DeleteAsset(asset.name(), asset.id()),
                "on the draft, and not part of the release"));
  }

  private Decision asset(DesiredAsset asset) {
    var subject = new Subject(ASSETS, asset.name());
    return switch (observed.release()) {
      case Absent() -> upload(subject, asset, Optional.empty(), "absent");
      case Draft(Release draft) -> draftAsset(subject, asset, draft.asset(asset.name()));
      case Published(Release release, _) ->
          publishedAsset(subject, asset, release, release.asset(asset.name()));
    };
  }

  private static Decision draftAsset(
      Subject subject, DesiredAsset asset, Optional<ReleaseAsset> found) {
    if (found.isEmpty()) {
      return upload(subject, asset, Optional.empty(), "absent");
    }
    ReleaseAsset there = found.orElseThrow();
    if (there.uploaded() && asset.digest().isPresent() && there.digest().equals(asset.digest())) {
      return new Satisfied(subject, there.digest().orElseThrow().toString());
    }
    String reason =
        asset.digest().isEmpty()
            ? "there; whether it is right is known after build"
            : there.uploaded() ? "other bytes" : "its upload broke";
    return upload(subject, asset, Optional.of(there.id()), reason);
  }

  private Decision publishedAsset(
      Subject subject, DesiredAsset asset, Release release, Optional<ReleaseAsset> found) {
    Optional<Digest> recorded = asset.recorded();
    Optional<Digest> built = asset.artifact().map(artifact -> artifact.digest());
    if (recorded.isEmpty()) {
      return new Conflict(
          subject, published(asset.name() + " is not in its " + Checksums.FILE_NAME));
    }
    if (built.isPresent() && !built.equals(recorded)) {
      return new Conflict(
          subject, published("the build of " + asset.name() + " gives " + built.orElseThrow()));
    }
    if (found.isPresent() && found.orElseThrow().uploaded()) {
      return found.orElseThrow().digest().equals(recorded)
          ? new Satisfied(subject, recorded.orElseThrow().toString())
          : new Conflict(
              subject,
              published(
                  asset.name() + " has other bytes than its " + Checksums.FILE_NAME + " says"));
    }
    if (release.state() == Release.State.IMMUTABLE) {
      return new Conflict(subject, published(asset.name() + " is missing and cannot be added"));
    }
    return upload(
        subject, asset, found.map(ReleaseAsset::id), "missing from the published release");
  }

  private static Decision upload(
      Subject subject, DesiredAsset asset, Optional<Long> replaces, String reason) {
    return new Change(subject, new UploadAsset(asset.name(), asset.artifact(), replaces), reason);
  }

  private Problem published(String what) {
    return conflict(
        "The published release "
            + desired.tag()
            + " disagrees with itself or with this commit: "
            + what,
        "A published release's assets never change. Release under a new version.");
  }

  private static Problem conflict(String summary, String remedy) {
    return new Problem(Problem.Kind.CONFLICT, summary, "", remedy);
  }
}
