package ai.stigmer.release.apply;

import ai.stigmer.release.artifact.Checksums;
import ai.stigmer.release.github.Release;
import ai.stigmer.release.github.ReleaseAsset;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.plan.DesiredRelease;
import ai.stigmer.release.plan.KnownIndex;
import ai.stigmer.release.plan.ObservedHost.Absent;
import ai.stigmer.release.plan.ObservedHost.Draft;
import ai.stigmer.release.plan.ObservedHost.Hosted;
import ai.stigmer.release.plan.ObservedHost.Published;
import ai.stigmer.release.plan.ObservedHost.RecordedChecksums;
import ai.stigmer.release.plan.ObservedSignatures;
import ai.stigmer.release.signing.Signer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Tells which signatures of a release are there and valid.
final class SignatureObserver {

  // A bundle has some 10 kB. Whoever may write to the release chooses the size of this file.
  private static final long LARGEST_SIGNATURE = 1 << 20;

  private final World world;
  private final Signer signer;

  SignatureObserver(World world, Signer signer) {
    this.world = world;
    this.signer = signer;
  }

  ObservedSignatures observe(DesiredRelease desired, Optional<KnownIndex> index, Hosted hosted) {
    return new ObservedSignatures(
        index.map(known -> manifests(desired, known)).orElse(Set.of()), checksums(desired, hosted));
  }

  private Set<Digest> manifests(DesiredRelease desired, KnownIndex index) {
    var manifests = new ArrayList<>(List.of(index.descriptor().digest()));
    manifests.addAll(index.platforms().values());
    return signer.signed(desired.image().repository(), manifests);
  }

  private boolean checksums(DesiredRelease desired, Hosted hosted) {
    return switch (hosted) {
      case Absent() -> false;
      case Draft(Release draft) -> built(desired).map(file -> isSigned(draft, file)).orElse(false);
      case Published(Release published, Optional<RecordedChecksums> recorded) ->
          recorded
              .map(checksums -> Scratch.with(scratch -> isSigned(published, checksums, scratch)))
              .orElse(false);
    };
  }

  private boolean isSigned(Release release, RecordedChecksums checksums, Scratch scratch)
      throws IOException {
    return isSigned(
        release,
        Files.writeString(
            scratch.file(Checksums.FILE_NAME), checksums.text(), StandardCharsets.UTF_8));
  }

  private boolean isSigned(Release release, Path checksums) {
    return release
        .asset(Checksums.SIGNATURE_NAME)
        .filter(ReleaseAsset::uploaded)
        .filter(signature -> signature.size() <= LARGEST_SIGNATURE)
        .map(signature ->
            Scratch.with(scratch -> {
              Path file = scratch.file(Checksums.SIGNATURE_NAME);
              world.host().download(signature, file);
              return signer.isSigned(checksums, file);
            }))
        .orElse(false);
  }

  private static Optional<Path> built(DesiredRelease desired) {
    return desired.assets().stream()
        .filter(asset -> asset.name().equals(Checksums.FILE_NAME))
        .flatMap(asset -> asset.artifact().stream())
        .map(artifact -> artifact.file())
        .findFirst();
  }
}
