package ai.stigmer.release.plan;

import ai.stigmer.release.artifact.Artifact;
import ai.stigmer.release.artifact.Checksums;
import ai.stigmer.release.github.PullRequest;
import ai.stigmer.release.github.Release;
import ai.stigmer.release.github.ReleaseAsset;
import ai.stigmer.release.github.YankMark;
import ai.stigmer.release.image.BuiltImage;
import ai.stigmer.release.image.PublishedImage;
import ai.stigmer.release.oci.Descriptor;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.oci.MediaType;
import ai.stigmer.release.oci.Reference.Tagged;
import ai.stigmer.release.plan.ObservedHost.Hosted;
import ai.stigmer.release.plan.ObservedHost.RecordedChecksums;
import ai.stigmer.release.plan.ObservedImages.Floating;
import ai.stigmer.release.tap.TapState;
import ai.stigmer.release.tap.TapState.Proposal;
import ai.stigmer.release.testing.SampleRelease;
import ai.stigmer.release.version.FloatingTag;
import ai.stigmer.release.version.ReleaseTag;
import ai.stigmer.release.version.SemanticVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// An observed release, put together piece by piece; it begins with a world in which nothing
/// exists.
final class ObservedSample {

  private final DesiredRelease release;
  private Optional<String> tagCommit;
  private Optional<PublishedImage> exact = Optional.empty();
  private boolean contentPresent;
  private final Set<Digest> referrers = new HashSet<>();
  private boolean keepsReferrers = true;
  private final Set<Digest> signed = new HashSet<>();
  private boolean checksumsSigned;
  private final Set<SemanticVersion> versions = new HashSet<>();
  private final Map<FloatingTag, Floating> floating = new HashMap<>();
  private final Map<SemanticVersion, Digest> digests = new HashMap<>();
  private Hosted hosted = new ObservedHost.Absent();
  private final List<Release> duplicates = new ArrayList<>();
  private final List<Release> foreignDrafts = new ArrayList<>();
  private final Map<SemanticVersion, Release> published = new HashMap<>();
  private Optional<ReleaseTag> latest = Optional.empty();
  private Optional<String> formula = Optional.empty();
  private Optional<Proposal> proposal = Optional.empty();
  private final List<PullRequest> open = new ArrayList<>();
  private final List<PullRequest> ofBranch = new ArrayList<>();
  private final SortedSet<String> unproposed = new TreeSet<>();
  private Optional<Fallback> fallback = Optional.empty();

  /// Of a release that was built.
  ObservedSample(DesiredRelease release) {
    this.release = release;
    this.tagCommit = Optional.of(release.commit().id());
  }

  /// Some digest, the same for the same text.
  static Digest digest(String text) {
    return Digest.ofBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  ObservedSample gitTagAt(String commit) {
    tagCommit = Optional.of(commit);
    return this;
  }

  ObservedSample noGitTag() {
    tagCommit = Optional.empty();
    return this;
  }

  ObservedSample content() {
    contentPresent = true;
    return this;
  }

  /// The exact tag names the release's own image.
  ObservedSample exactTag() {
    return exactTag(release, List.of());
  }

  /// The exact tag names the image of another release, or an incomplete one.
  ObservedSample exactTag(DesiredRelease other, List<Digest> missing) {
    BuiltImage image = other.image().built().orElseThrow();
    exact =
        Optional.of(
            new PublishedImage(
                new Tagged(SampleRelease.REPOSITORY, release.tag().toString()),
                image.manifest().descriptor(),
                Optional.of(image.index()),
                missing));
    versions.add(release.version());
    return content();
  }

  /// The exact tag names something that is no index.
  ObservedSample exactTagOfAnotherMake() {
    exact =
        Optional.of(
            new PublishedImage(
                new Tagged(SampleRelease.REPOSITORY, release.tag().toString()),
                new Descriptor(MediaType.MANIFEST, digest("foreign"), 7),
                Optional.empty(),
                List.of()));
    return this;
  }

  /// Another version has its exact tag and its published release.
  ObservedSample released(String tag) {
    return exactTagOf(tag).publishedOnly(tag);
  }

  /// Another version has its exact tag, and no release.
  ObservedSample exactTagOf(String tag) {
    SemanticVersion version = ReleaseTag.of(tag).version();
    versions.add(version);
    digests.put(version, digest(tag));
    return this;
  }

  /// Another version has a published release, and no image.
  ObservedSample publishedOnly(String tag) {
    SemanticVersion version = ReleaseTag.of(tag).version();
    published.put(version, hosted(100 + published.size(), tag, Release.State.PUBLISHED, List.of()));
    return this;
  }

  /// Another version has its image and its release, which GitHub calls a pre-release or does not,
  /// whatever its tag says.
  ObservedSample releasedAs(String tag, boolean preRelease) {
    exactTagOf(tag);
    published.put(
        ReleaseTag.of(tag).version(),
        new Release(
            300, tag, tag, "Notes.", "", Release.State.PUBLISHED, preRelease, List.of(), ""));
    return this;
  }

  /// Another version was taken back; its image and its release stay.
  ObservedSample yanked(String tag) {
    exactTagOf(tag);
    SemanticVersion version = ReleaseTag.of(tag).version();
    published.put(version, marked(hosted(200, tag, Release.State.PUBLISHED, List.of())));
    return this;
  }

  /// The release itself, published before, was taken back.
  ObservedSample yankedItself() {
    ObservedHost.Published before = (ObservedHost.Published) hosted;
    Release marked = marked(before.release());
    hosted = new ObservedHost.Published(marked, before.checksums());
    published.put(release.version(), marked);
    return this;
  }

  /// The formula may return to this release.
  ObservedSample fallback(DesiredRelease other) {
    released(other.tag().toString());
    var assets = new HashMap<String, Digest>();
    other.assets().forEach(asset -> assets.put(asset.name(), asset.digest().orElseThrow()));
    fallback = Optional.of(new Fallback(other.tag(), other.image().digest().orElseThrow(), assets));
    digests.put(other.version(), other.image().digest().orElseThrow());
    return this;
  }

  ObservedSample floats(String name, String tag) {
    SemanticVersion version = ReleaseTag.of(tag).version();
    Digest digest =
        version.equals(release.version()) ? release.image().digest().orElseThrow() : digest(tag);
    return floats(name, new Floating(digest, Optional.of(version)));
  }

  ObservedSample floats(String name, Floating named) {
    FloatingTag.of(release.version()).stream()
        .filter(tag -> tag.name().equals(name))
        .forEach(tag -> floating.put(tag, named));
    return this;
  }

  /// The index has these referrers.
  ObservedSample referrers(Digest... manifests) {
    referrers.addAll(List.of(manifests));
    return this;
  }

  /// The registry can list no referrers.
  ObservedSample noListOfReferrers() {
    keepsReferrers = false;
    return this;
  }

  /// These manifests carry valid signatures.
  ObservedSample signed(Collection<Digest> manifests) {
    signed.addAll(manifests);
    return this;
  }

  /// The checksums file's signature is valid.
  ObservedSample checksumsSigned() {
    checksumsSigned = true;
    return this;
  }

  /// A manifest's signature is missing or not valid.
  ObservedSample unsigned(Digest manifest) {
    signed.remove(manifest);
    return this;
  }

  /// The checksums file's signature is missing or not valid.
  ObservedSample checksumsUnsigned() {
    checksumsSigned = false;
    return this;
  }

  ObservedSample latest(String tag) {
    latest = Optional.of(ReleaseTag.of(tag));
    return this;
  }

  ObservedSample draft(ReleaseAsset... assets) {
    hosted = new ObservedHost.Draft(own(Release.State.DRAFT, List.of(assets)));
    return this;
  }

  ObservedSample duplicateDraft(long id) {
    duplicates.add(hosted(id, release.tag().toString(), Release.State.DRAFT, List.of()));
    return this;
  }

  ObservedSample foreignDraft(long id) {
    foreignDrafts.add(hosted(id, release.tag().toString(), Release.State.DRAFT, List.of()));
    return this;
  }

  ObservedSample published(Release.State state, ReleaseAsset... assets) {
    Release own = own(state, List.of(assets));
    hosted = new ObservedHost.Published(own, Optional.of(checksums()));
    published.put(release.version(), own);
    return this;
  }

  ObservedSample publishedWithoutChecksums() {
    Release own = own(Release.State.PUBLISHED, List.of());
    hosted = new ObservedHost.Published(own, Optional.empty());
    published.put(release.version(), own);
    return this;
  }

  /// The release's own assets, whole.
  ReleaseAsset[] assets() {
    return release.assets().stream()
        .map(
            asset -> new ReleaseAsset(asset.name().length(), asset.name(), 1, true, asset.digest()))
        .toArray(ReleaseAsset[]::new);
  }

  ObservedSample formula(String text) {
    formula = Optional.of(text);
    return this;
  }

  ObservedSample proposal(String text, Optional<String> parent) {
    proposal = Optional.of(new Proposal("head", Optional.of(text), parent));
    return this;
  }

  ObservedSample pullRequest(String branch, PullRequest.State state) {
    var request = new PullRequest(open.size() + ofBranch.size() + 1L, branch, "", "", state, "");
    if (state == PullRequest.State.OPEN) {
      open.add(request);
    }
    if (branch.equals("tidy-" + release.version())) {
      ofBranch.addFirst(request);
    }
    return this;
  }

  /// A branch that no pull request was ever opened for.
  ObservedSample unproposed(String branch) {
    unproposed.add(branch);
    return this;
  }

  ObservedRelease observed() {
    return new ObservedRelease(
        new ObservedImages(
            exact, contentPresent, referrers, keepsReferrers, versions, floating, digests),
        new ObservedHost(tagCommit, hosted, duplicates, foreignDrafts, published, latest),
        new ObservedSignatures(signed, checksumsSigned),
        release
            .formula()
            .map(wanted ->
                new ObservedTap(
                    new TapState("main", "main-head", formula, proposal, unproposed),
                    open,
                    ofBranch,
                    unproposed)),
        fallback);
  }

  private static Release marked(Release release) {
    YankMark mark = release.yankMark();
    return new Release(
        release.id(),
        release.tag(),
        mark.title(),
        mark.notes(),
        release.target(),
        release.state(),
        release.preRelease(),
        release.assets(),
        release.page());
  }

  private RecordedChecksums checksums() {
    Artifact file = release.assets().getLast().artifact().orElseThrow();
    try {
      String text = Files.readString(file.file());
      return new RecordedChecksums(text, Checksums.parse(text, "the sample"));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private Release own(Release.State state, List<ReleaseAsset> assets) {
    return hosted(7, release.tag().toString(), state, assets);
  }

  private Release hosted(long id, String tag, Release.State state, List<ReleaseAsset> assets) {
    return new Release(
        id, tag, tag, "Notes.", "", state, !ReleaseTag.of(tag).isStable(), assets, "");
  }
}
