package ai.stigmer.release.plan;

import static ai.stigmer.release.plan.Stage.DRAFT;
import static ai.stigmer.release.plan.Stage.GIT_TAG;
import static ai.stigmer.release.plan.Stage.LATEST_MARK;
import static ai.stigmer.release.plan.Stage.PUBLICATION;
import static ai.stigmer.release.plan.Stage.YANK_MARK;

import ai.stigmer.release.github.Release;
import ai.stigmer.release.github.ReleaseText;
import ai.stigmer.release.github.YankMark;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.plan.Action.CreateDraftRelease;
import ai.stigmer.release.plan.Action.DeleteDuplicateDraft;
import ai.stigmer.release.plan.Action.MarkLatest;
import ai.stigmer.release.plan.Action.MarkYanked;
import ai.stigmer.release.plan.Action.PublishRelease;
import ai.stigmer.release.plan.Action.RewriteDraftRelease;
import ai.stigmer.release.plan.Decision.Change;
import ai.stigmer.release.plan.Decision.Conflict;
import ai.stigmer.release.plan.Decision.Satisfied;
import ai.stigmer.release.plan.ObservedHost.Absent;
import ai.stigmer.release.plan.ObservedHost.Draft;
import ai.stigmer.release.plan.ObservedHost.Published;
import ai.stigmer.release.problem.Problem;
import ai.stigmer.release.version.ReleaseTag;
import ai.stigmer.release.version.SemanticVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The decisions about what GitHub holds, files apart: the Git tag, the draft, what everybody sees
/// and the marks.
final class HostDecisions {

  private final DesiredRelease desired;
  private final ObservedHost observed;
  private final Set<SemanticVersion> yanked;

  HostDecisions(DesiredRelease desired, ObservedHost observed) {
    this.desired = desired;
    this.observed = observed;
    this.yanked = desired.yankedAmong(observed);
  }

  /// Also that no draft of a person is in the way: before anything of the release exists.
  List<Decision> gitTag() {
    var subject = new Subject(GIT_TAG, desired.tag().toString());
    String commit = desired.commit().id();
    var decisions = new ArrayList<Decision>();
    decisions.add(
        observed
            .tagCommit()
            .<Decision>map(found ->
                found.equals(commit)
                    ? new Satisfied(subject, "names commit " + commit)
                    : new Conflict(subject, movedTag(found)))
            .orElseGet(() ->
                new Satisfied(subject, "not on GitHub yet: publishing creates it at " + commit)));
    observed.foreignDrafts().forEach(draft -> decisions.add(foreign(draft)));
    return decisions;
  }

  // Nobody's words and files are replaced. Beside a published release they are in nobody's way.
  private Decision foreign(Release draft) {
    var subject = new Subject(GIT_TAG, desired.tag() + " (draft " + draft.id() + ")");
    return observed.release() instanceof Published
        ? new Satisfied(subject, "was not made by this tool, and is left alone")
        : new Conflict(
            subject,
            new Problem(
                Problem.Kind.INPUT,
                "A draft of the release "
                    + desired.tag()
                    + " was made by hand or by another tool: its text and files are not replaced",
                draft.page(),
                "Copy what is to stay, delete the draft and run again. The notes come from the"
                    + " changelog, files from release.assets; a published release's notes may be"
                    + " edited."));
  }

  List<Decision> draft() {
    var subject = new Subject(DRAFT, desired.tag().toString());
    var decisions = new ArrayList<Decision>();
    decisions.add(
        switch (observed.release()) {
          case Absent() -> new Change(subject, new CreateDraftRelease(desired.text()), "absent");
          case Draft(Release draft) when !says(draft, desired.text()) || !isAimedRight(draft) ->
              new Change(
                  subject,
                  new RewriteDraftRelease(draft.id(), desired.text()),
                  "says something else");
          case Draft(Release draft) -> new Satisfied(subject, "draft " + draft.id());
          case Published _ -> new Satisfied(subject, "published");
        });
    for (Release duplicate : observed.duplicates()) {
      decisions.add(
          new Change(
              new Subject(DRAFT, desired.tag() + " (" + duplicate.id() + ")"),
              new DeleteDuplicateDraft(duplicate.id()),
              "a second draft for the same tag"));
    }
    return decisions;
  }

  List<Decision> publication() {
    var subject = new Subject(PUBLICATION, desired.tag().toString());
    if (observed.release() instanceof Published) {
      return List.of(new Satisfied(subject, "everybody sees it"));
    }
    var digests = new TreeMap<String, Digest>();
    desired
        .assets()
        .forEach(asset -> asset.digest().ifPresent(digest -> digests.put(asset.name(), digest)));
    return List.of(
        new Change(
            subject,
            new PublishRelease(
                desired.tag(),
                observed.tagCommit(),
                digests,
                desired.signed(),
                desired.version().isStable()
                    && wantedLatest().equals(Optional.of(desired.version()))),
            "only maintainers see it"));
  }

  List<Decision> yankMark() {
    var subject = new Subject(YANK_MARK, desired.tag().toString());
    if (!(observed.release() instanceof Published(Release release, _))) {
      return List.of(
          new Conflict(
              subject,
              new Problem(
                  Problem.Kind.INPUT,
                  "The release "
                      + desired.tag()
                      + " is not published: there is nothing to take back",
                  "",
                  "Name a published release. A draft can simply be deleted.")));
    }
    YankMark mark = release.yankMark();
    boolean marked = release.isYanked() && normal(release.notes()).equals(normal(mark.notes()));
    return List.of(
        marked
            ? new Satisfied(subject, "everybody sees that it was yanked")
            : new Change(
                subject,
                new MarkYanked(release),
                release.isYanked() ? "its notes do not say so" : "not marked"));
  }

  List<Decision> latestMark() {
    if (!desired.version().isStable()) {
      return List.of();
    }
    var subject = new Subject(LATEST_MARK, "latest");
    Optional<SemanticVersion> marked = observed.latest().map(ReleaseTag::version);
    Optional<SemanticVersion> highest = wantedLatest();
    if (highest.isEmpty()) {
      return List.of(
          new Satisfied(
              subject,
              marked.map(version -> "still marks v" + version).orElse("unset")
                  + ": no other release is left that it could mark"));
    }
    SemanticVersion wanted = highest.orElseThrow();
    if (marked
        .filter(version -> version.isStable() && !yanked.contains(version))
        .filter(version -> version.compareTo(wanted) >= 0)
        .isPresent()) {
      return List.of(new Satisfied(subject, "marks v" + marked.orElseThrow()));
    }
    Optional<Release> release = Optional.ofNullable(observed.published().get(wanted));
    if (release.isEmpty()) {
      // This release, which the publication marks.
      return List.of(new Satisfied(subject, "set with the publication"));
    }
    return List.of(
        new Change(
            subject,
            new MarkLatest(new ReleaseTag(wanted), release.orElseThrow().id(), observed.latest()),
            marked.map(version -> "marks v" + version).orElse("unset")
                + ", should mark v"
                + wanted));
  }

  // The highest stable version that is published, or is about to be, and is not yanked. GitHub
  // refuses the mark to a release that a maintainer flagged as a pre-release.
  private Optional<SemanticVersion> wantedLatest() {
    Stream<SemanticVersion> markable =
        observed.published().entrySet().stream()
            .filter(entry -> !entry.getValue().preRelease())
            .map(Map.Entry::getKey);
    Stream<SemanticVersion> own =
        observed.release() instanceof Published ? Stream.empty() : Stream.of(desired.version());
    return Stream.concat(markable, own)
        .filter(SemanticVersion::isStable)
        .filter(version -> !yanked.contains(version))
        .max(Comparator.naturalOrder());
  }

  // Where the Git tag is missing, publishing creates it at the draft's target.
  private boolean isAimedRight(Release draft) {
    return observed.tagCommit().isPresent() || draft.target().equals(desired.commit().id());
  }

  // GitHub gives a text back with its own line breaks and without trailing ones.
  private static boolean says(Release release, ReleaseText text) {
    return release.title().equals(text.title())
        && normal(release.notes()).equals(normal(text.notes()))
        && release.preRelease() == text.preRelease();
  }

  private static String normal(String text) {
    return text.replace("\r\n", "\n").strip();
  }

  private Problem movedTag(String found) {
    String what =
        "The tag "
            + desired.tag()
            + " names commit "
            + found
            + " on GitHub, but "
            + desired.commit().id()
            + " here";
    return observed.release() instanceof Published
        ? conflict(
            what,
            "A published release keeps its commit. Restore the tag, or release under a new version.")
        : new Problem(
            Problem.Kind.INPUT,
            what,
            "",
            "Fetch the tag again (git fetch --tags --force), or push the right one.");
  }

  private static Problem conflict(String summary, String remedy) {
    return new Problem(Problem.Kind.CONFLICT, summary, "", remedy);
  }
}
