package ai.stigmer.release.apply;

import ai.stigmer.release.artifact.Artifact;
import ai.stigmer.release.artifact.Checksums;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.oci.Referrer;
import ai.stigmer.release.plan.Action.AttachReferrer;
import ai.stigmer.release.plan.Action.SignChecksums;
import ai.stigmer.release.plan.Action.SignManifest;
import ai.stigmer.release.problem.Problem;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.registry.Registry;
import ai.stigmer.release.registry.Registry.BlobTransfer;
import ai.stigmer.release.signing.Signer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The writes of referrers and signatures.
final class AttachmentWrites {

  private final World world;
  private final HostWrites host;
  private final ApplyListener listener;

  AttachmentWrites(World world, HostWrites host, ApplyListener listener) {
    this.world = world;
    this.host = host;
    this.listener = listener;
  }

  Optional<String> attach(AttachReferrer attach) {
    Referrer referrer = attach.referrer().orElseThrow();
    return Scratch.with(scratch -> {
      Path file = file(attach, referrer.content().digest(), scratch);
      Path config =
          Files.writeString(
              scratch.file("config"), Referrer.CONFIG_CONTENT, StandardCharsets.UTF_8);
      Registry registry = world.registry();
      registry.pushBlob(attach.repository(), Referrer.CONFIG, config, Optional.empty());
      BlobTransfer sent =
          registry.pushBlob(attach.repository(), referrer.content(), file, Optional.empty());
      listener.sent(attach.name(), sent == BlobTransfer.SENT ? referrer.content().size() : 0);
      return registry.attach(attach.repository(), referrer)
          ? Optional.empty()
          : Optional.of("the registry can keep no list of what is attached to an image");
    });
  }

  Optional<String> sign(SignManifest sign) {
    signer().sign(sign.repository(), sign.manifest().orElseThrow());
    return Optional.empty();
  }

  // What is signed is what the release holds, held against its digest.
  Optional<String> sign(SignChecksums sign) {
    return Scratch.with(scratch -> {
      Path checksums = scratch.file(Checksums.FILE_NAME);
      Path signature = scratch.file(Checksums.SIGNATURE_NAME);
      host.fetch(Checksums.FILE_NAME, sign.checksums().orElseThrow(), checksums);
      signer().sign(checksums, signature);
      return upload(sign.replaces(), Artifact.of(Checksums.SIGNATURE_NAME, signature));
    });
  }

  // No two signatures are the same: that of another run is looked at, not refused.
  private Optional<String> upload(Optional<Long> replaced, Artifact signature) {
    try {
      return host.replace(replaced, signature);
    } catch (ReleaseException refused) {
      if (refused.problem().kind() != Problem.Kind.CONFLICT) {
        throw refused;
      }
      return Optional.of("another run signed it");
    }
  }

  private Path file(AttachReferrer attach, Digest digest, Scratch scratch) throws IOException {
    if (attach.artifact().isPresent()) {
      return attach.artifact().orElseThrow().file();
    }
    Path file = scratch.file("document");
    host.fetch(attach.name(), digest, file);
    return file;
  }

  private Signer signer() {
    return world
        .signer()
        .orElseThrow(() -> new IllegalStateException("a signature without a signer"));
  }
}
