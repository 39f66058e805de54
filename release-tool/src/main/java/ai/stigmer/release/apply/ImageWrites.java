package ai.stigmer.release.apply;

import ai.stigmer.release.image.ImagePusher;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.oci.Manifest;
import ai.stigmer.release.oci.Reference.ByDigest;
import ai.stigmer.release.oci.Reference.Tagged;
import ai.stigmer.release.plan.Action.CreateTag;
import ai.stigmer.release.plan.Action.MoveFloatingTag;
import ai.stigmer.release.plan.Action.PushImage;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.registry.Registry;
import java.util.Optional;

/// The writes to a registry. Each answers what it found, if the world was not what the action
/// expects.
final class ImageWrites {

  private final Registry registry;
  private final ApplyListener listener;

  ImageWrites(Registry registry, ApplyListener listener) {
    this.registry = registry;
    this.listener = listener;
  }

  Optional<String> push(PushImage push) {
    new ImagePusher(registry)
        .push(push.image().orElseThrow(), push.repository(), new SentBlobs(listener));
    return Optional.empty();
  }

  Optional<String> createTag(CreateTag create) {
    var tag = new Tagged(create.repository(), create.tag().toString());
    Digest wanted = create.digest().orElseThrow();
    Optional<Digest> there = registry.digest(tag);
    if (there.isPresent() && !there.orElseThrow().equals(wanted)) {
      throw ReleaseException.conflict(
          tag + " appeared meanwhile and names " + there.orElseThrow() + ", not " + wanted,
          "Another run released this tag. Run again to see what it released.");
    }
    if (there.isEmpty()) {
      name(tag, wanted);
    }
    return Optional.empty();
  }

  Optional<String> moveFloatingTag(MoveFloatingTag move) {
    var tag = new Tagged(move.repository(), move.tag().name());
    Digest wanted = move.digest().orElseThrow();
    Optional<Digest> there = registry.digest(tag);
    if (there.equals(Optional.of(wanted))) {
      return Optional.empty();
    }
    if (!there.equals(move.from())) {
      return Optional.of("it names " + there.map(Digest::toString).orElse("nothing") + " now");
    }
    name(tag, wanted);
    Optional<Digest> left = registry.digest(tag);
    return left.equals(Optional.of(wanted))
        ? Optional.empty()
        : Optional.of(
            "it names " + left.map(Digest::toString).orElse("nothing") + " after the write");
  }

  // The same bytes under a name: nothing but the manifest is sent.
  private void name(Tagged tag, Digest digest) {
    var source = new ByDigest(tag.repository(), digest);
    Manifest index =
        registry
            .manifest(source)
            .orElseThrow(() ->
                ReleaseException.remote(
                    source + " is not in the registry any more", "Run again to push it."));
    registry.pushManifest(tag, index);
  }
}
