package ai.stigmer.release.plan;

import ai.stigmer.release.oci.Digest;
import java.util.Set;

/// The valid signatures of a release. One that is there and not valid counts as none.
///
/// @param manifests the signed manifests
/// @param checksums whether the release holds one of its checksums file
public record ObservedSignatures(Set<Digest> manifests, boolean checksums) {

  /// No signatures: nothing is there, or nothing is to be signed.
  public static final ObservedSignatures NONE = new ObservedSignatures(Set.of(), false);

  /// Copies the set.
  public ObservedSignatures {
    manifests = Set.copyOf(manifests);
  }
}
