package ai.stigmer.release.plan;

import static ai.stigmer.release.plan.Stage.CHECKSUMS_SIGNATURE;
import static ai.stigmer.release.plan.Stage.REFERRERS;
import static ai.stigmer.release.plan.Stage.SIGNATURES;

import ai.stigmer.release.artifact.Artifact;
import ai.stigmer.release.artifact.Checksums;
import ai.stigmer.release.github.Release;
import ai.stigmer.release.github.ReleaseAsset;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.oci.Referrer;
import ai.stigmer.release.plan.Action.AttachReferrer;
import ai.stigmer.release.plan.Action.SignChecksums;
import ai.stigmer.release.plan.Action.SignManifest;
import ai.stigmer.release.plan.Decision.Change;
import ai.stigmer.release.plan.Decision.Conflict;
import ai.stigmer.release.plan.Decision.Satisfied;
import ai.stigmer.release.plan.ObservedHost.Absent;
import ai.stigmer.release.plan.ObservedHost.Draft;
import ai.stigmer.release.plan.ObservedHost.Published;
import ai.stigmer.release.problem.Problem;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The decisions about what says something of an image or a file: referrers and signatures. A
/// signature is never the same twice, so a valid one is satisfied whatever its bytes are.
final class AttachmentDecisions {

  private static final String INDEX = "index";

  private final DesiredRelease desired;
  private final ObservedRelease observed;
  private final Optional<KnownIndex> index;

  AttachmentDecisions(DesiredRelease desired, ObservedRelease observed) {
    this.desired = desired;
    this.observed = observed;
    this.index = KnownIndex.of(desired.image(), observed.images().exact());
  }

  List<Decision> referrers() {
    return desired.assets().stream()
        .flatMap(asset ->
            asset.artifactType().map(artifactType -> referrer(asset, artifactType)).stream())
        .toList();
  }

  List<Decision> signatures() {
    return desired.signed()
        ? Stream.concat(
                Stream.of(signature(INDEX, index.map(known -> known.descriptor().digest()))),
                desired.image().platforms().stream()
                    .map(platform ->
                        signature(
                            platform.toString(),
                            index.flatMap(
                                known -> Optional.ofNullable(known.platforms().get(platform))))))
            .toList()
        : List.of();
  }

  List<Decision> checksumsSignature() {
    return desired.signed() ? List.of(checksums()) : List.of();
  }

  private Decision referrer(DesiredAsset asset, String artifactType) {
    var subject = new Subject(REFERRERS, asset.name());
    if (!observed.images().keepsReferrers()) {
      return new Satisfied(
          subject, "this registry can list nothing that is attached: it is a release asset alone");
    }
    Optional<Referrer> wanted =
        index.flatMap(known ->
            asset
                .digest()
                .flatMap(digest ->
                    size(asset)
                        .map(size ->
                            Referrer.of(
                                known.descriptor(), artifactType, asset.name(), digest, size))));
    Optional<Digest> manifest = wanted.map(referrer -> referrer.manifest().digest());
    return manifest.filter(observed.images().referrers()::contains).isPresent()
        ? new Satisfied(subject, "attached as " + manifest.orElseThrow())
        : new Change(
            subject,
            new AttachReferrer(
                desired.image().repository(), asset.name(), wanted, asset.artifact()),
            "not attached to the index");
  }

  // Of the file on this machine, else of the one that is published with its recorded digest.
  private Optional<Long> size(DesiredAsset asset) {
    return asset
        .artifact()
        .map(Artifact::size)
        .or(() ->
            observed.host().release() instanceof Published(Release published, _)
                ? published
                    .asset(asset.name())
                    .filter(found -> found.uploaded() && found.digest().equals(asset.recorded()))
                    .map(ReleaseAsset::size)
                : Optional.empty());
  }

  private Decision signature(String name, Optional<Digest> manifest) {
    var subject = new Subject(SIGNATURES, name);
    return manifest.filter(observed.signatures().manifests()::contains).isPresent()
        ? new Satisfied(subject, "valid")
        : new Change(
            subject,
            new SignManifest(desired.image().repository(), manifest),
            "no valid signature");
  }

  private Decision checksums() {
    var subject = new Subject(CHECKSUMS_SIGNATURE, Checksums.FILE_NAME);
    Optional<Digest> checksums =
        desired.assets().stream()
            .filter(asset -> asset.name().equals(Checksums.FILE_NAME))
            .findFirst()
            .flatMap(DesiredAsset::digest);
    if (observed.signatures().checksums()) {
      return new Satisfied(subject, "valid");
    }
    Optional<ReleaseAsset> there =
        switch (observed.host().release()) {
          case Absent() -> Optional.empty();
          case Draft(Release draft) -> draft.asset(Checksums.SIGNATURE_NAME);
          case Published(Release published, _) -> published.asset(Checksums.SIGNATURE_NAME);
        };
    if (observed.host().release() instanceof Published(Release published, _)
        && published.state() == Release.State.IMMUTABLE) {
      return new Conflict(
          subject,
          new Problem(
              Problem.Kind.CONFLICT,
              "The published release "
                  + desired.tag()
                  + " has no valid signature of its "
                  + Checksums.FILE_NAME
                  + ", and is immutable",
              "",
              "If the signing key changed, release with the one it was signed with; else release"
                  + " under a new version."));
    }
    return new Change(
        subject,
        new SignChecksums(checksums, there.map(ReleaseAsset::id)),
        there.isEmpty() ? "not signed" : reason(checksums));
  }

  private static String reason(Optional<Digest> checksums) {
    return checksums.isPresent()
        ? "its signature is not valid"
        : "signed; whether validly is known after build";
  }
}
