package ai.stigmer.release.plan;

import static ai.stigmer.release.plan.Stage.EXACT_TAG;
import static ai.stigmer.release.plan.Stage.FLOATING_TAGS;
import static ai.stigmer.release.plan.Stage.IMAGE;

import ai.stigmer.release.image.PublishedImage;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.oci.ImageIndex;
import ai.stigmer.release.oci.Platform;
import ai.stigmer.release.plan.Action.CreateTag;
import ai.stigmer.release.plan.Action.MoveFloatingTag;
import ai.stigmer.release.plan.Action.PushImage;
import ai.stigmer.release.plan.Decision.Change;
import ai.stigmer.release.plan.Decision.Conflict;
import ai.stigmer.release.plan.Decision.Satisfied;
import ai.stigmer.release.plan.ObservedImages.Floating;
import ai.stigmer.release.problem.Problem;
import ai.stigmer.release.version.FloatingTag;
import ai.stigmer.release.version.SemanticVersion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The decisions about what a registry holds.
final class ImageDecisions {

  private final DesiredRelease desired;
  private final ObservedImages observed;
  private final Collection<SemanticVersion> eligible;
  private final Set<SemanticVersion> yanked;

  ImageDecisions(DesiredRelease desired, ObservedRelease observed) {
    this.desired = desired;
    this.observed = observed.images();
    this.eligible = observed.eligible(desired);
    this.yanked = desired.yankedAmong(observed.host());
  }

  List<Decision> content() {
    var subject = new Subject(IMAGE, desired.image().repository().toString());
    if (observed.exact().isPresent()) {
      PublishedImage exact = observed.exact().orElseThrow();
      return List.of(
          exact.missing().isEmpty()
              ? new Satisfied(subject, "the exact tag's " + exact.digest() + " is adopted")
              : new Conflict(
                  subject,
                  conflict(
                      "the registry lacks "
                          + exact.missing().size()
                          + " of its manifests: "
                          + exact.missing().getFirst())));
    }
    return List.of(
        observed.contentPresent()
            ? new Satisfied(subject, "every manifest is there")
            : new Change(
                subject,
                new PushImage(desired.image().repository(), desired.image().built()),
                "not in the registry"));
  }

  List<Decision> exactTag() {
    var subject = new Subject(EXACT_TAG, desired.tag().toString());
    return List.of(
        observed
            .exact()
            .<Decision>map(exact ->
                disagreements(exact)
                    .<Decision>map(found -> new Conflict(subject, conflict(found)))
                    .orElseGet(
                        () -> new Satisfied(subject, "names an index of this commit and version")))
            .orElseGet(() ->
                new Change(
                    subject,
                    new CreateTag(
                        desired.image().repository(), desired.tag(), desired.image().digest()),
                    "absent")));
  }

  List<Decision> floatingTags() {
    return FloatingTag.of(desired.version()).stream().map(this::floatingTag).toList();
  }

  private Decision floatingTag(FloatingTag tag) {
    var subject = new Subject(FLOATING_TAGS, tag.name());
    Optional<Floating> current = Optional.ofNullable(observed.floating().get(tag));
    Optional<SemanticVersion> named = current.flatMap(Floating::version);
    Optional<SemanticVersion> highest = tag.highestOf(eligible);
    if (highest.isEmpty()) {
      // Registries need not delete tags, and some delete the manifest with them.
      return new Satisfied(
          subject,
          named.map(version -> "still names v" + version).orElse("left as it is")
              + ": no other version is left that it could name");
    }
    SemanticVersion wanted = highest.orElseThrow();
    Optional<Digest> digest =
        wanted.equals(desired.version())
            ? desired.image().digest()
            : Optional.of(
                Optional.ofNullable(observed.digests().get(wanted))
                    .orElseThrow(() -> new IllegalStateException("not observed: v" + wanted)));
    if (current.isPresent() && current.map(Floating::digest).equals(digest)) {
      return new Satisfied(subject, "names v" + wanted);
    }
    if (named.filter(version -> !yanked.contains(version)).isPresent()
        && named.orElseThrow().compareTo(wanted) > 0) {
      return new Satisfied(
          subject, "names v" + named.orElseThrow() + ", which is higher: it never moves back");
    }
    return new Change(
        subject,
        new MoveFloatingTag(
            desired.image().repository(), tag, current.map(Floating::digest), wanted, digest),
        named
                .map(version ->
                    "names v" + version + (yanked.contains(version) ? ", which was yanked" : ""))
                .orElse(current.isPresent() ? "names another image" : "absent")
            + ", should name v"
            + wanted);
  }

  // What makes an existing exact tag another release than this one, if anything does.
  private Optional<String> disagreements(PublishedImage exact) {
    if (exact.index().isEmpty()) {
      return Optional.of("it names no image index");
    }
    ImageIndex index = exact.index().orElseThrow();
    var found = new ArrayList<String>();
    if (!index.revision().equals(Optional.of(desired.commit().id()))) {
      found.add("it was built from commit " + index.revision().orElse("(unknown)"));
    }
    if (!index.version().equals(Optional.of(desired.version().toString()))) {
      found.add("it says its version is " + index.version().orElse("(unknown)"));
    }
    List<Platform> platforms = index.entries().stream().map(ImageIndex.Entry::platform).toList();
    if (!new LinkedHashSet<>(platforms).equals(new LinkedHashSet<>(desired.image().platforms()))) {
      found.add("it is for " + platforms + ", not " + desired.image().platforms());
    }
    return found.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", found));
  }

  private Problem conflict(String detail) {
    return new Problem(
        Problem.Kind.CONFLICT,
        desired.image().repository()
            + ":"
            + desired.tag()
            + " is another image than this release's: "
            + detail,
        "",
        "An exact tag never changes. Release this commit under a new version.");
  }
}
