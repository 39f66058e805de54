package ai.stigmer.release.apply;

import ai.stigmer.release.apply.World.TapPorts;
import ai.stigmer.release.artifact.Checksums;
import ai.stigmer.release.github.PullRequest;
import ai.stigmer.release.github.Release;
import ai.stigmer.release.github.ReleaseAsset;
import ai.stigmer.release.homebrew.Delivery;
import ai.stigmer.release.homebrew.Formula;
import ai.stigmer.release.image.ImageReader;
import ai.stigmer.release.image.PublishedImage;
import ai.stigmer.release.oci.Descriptor;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.oci.ImageIndex;
import ai.stigmer.release.oci.Manifest;
import ai.stigmer.release.oci.Reference.ByDigest;
import ai.stigmer.release.oci.Reference.Tagged;
import ai.stigmer.release.oci.Repository;
import ai.stigmer.release.plan.DesiredFormula;
import ai.stigmer.release.plan.DesiredRelease;
import ai.stigmer.release.plan.Fallback;
import ai.stigmer.release.plan.FormulaTarget;
import ai.stigmer.release.plan.KnownIndex;
import ai.stigmer.release.plan.ObservedHost;
import ai.stigmer.release.plan.ObservedHost.RecordedChecksums;
import ai.stigmer.release.plan.ObservedImages;
import ai.stigmer.release.plan.ObservedImages.Floating;
import ai.stigmer.release.plan.ObservedRelease;
import ai.stigmer.release.plan.ObservedSignatures;
import ai.stigmer.release.plan.ObservedTap;
import ai.stigmer.release.tap.TapState;
import ai.stigmer.release.version.FloatingTag;
import ai.stigmer.release.version.ReleaseTag;
import ai.stigmer.release.version.SemanticVersion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Reads what exists of a release, in as few requests as it takes, and writes nothing.
public final class Observer {

  private static final int CHECKSUMS_LIMIT = 1024 * 1024;

  private final World world;
  private final AssetDigests assetDigests;

  /// An observer of this world.
  public Observer(World world) {
    this(world, new AssetDigests(world.host()));
  }

  /// @param assetDigests what earlier looks of the same run read
  Observer(World world, AssetDigests assetDigests) {
    this.world = world;
    this.assetDigests = assetDigests;
  }

  /// What exists now of what is desired.
  ///
  /// @throws ai.stigmer.release.problem.ReleaseException if any part of the world cannot be read
  public ObservedRelease observe(DesiredRelease desired) {
    ObservedHost host = host(desired);
    DesiredRelease wanted =
        host.yanked().contains(desired.version()) ? desired.asYanked() : desired;
    ObservedImages images = images(wanted, host);
    Optional<Fallback> fallback = fallback(wanted, host, images);
    SemanticVersion served = fallback.map(left -> left.tag().version()).orElse(wanted.version());
    Optional<ObservedTap> tap =
        wanted
            .formula()
            .flatMap(
                formula -> world.tap().map(ports -> tap(wanted, served, formula, host, ports)));
    // What was built and not pushed yet carries no signature.
    Optional<KnownIndex> index =
        Optional.of(images)
            .filter(ObservedImages::contentPresent)
            .flatMap(pushed -> KnownIndex.of(wanted.image(), pushed.exact()));
    ObservedSignatures signatures =
        world
            .signer()
            .filter(signer -> wanted.signed() && !wanted.yanked())
            .map(signer ->
                new SignatureObserver(world, signer).observe(wanted, index, host.release()))
            .orElse(ObservedSignatures.NONE);
    return new ObservedRelease(images, host, signatures, tap, fallback);
  }

  private ObservedHost host(DesiredRelease desired) {
    String tag = desired.tag().toString();
    List<Release> releases = world.host().releases();
    Map<SemanticVersion, Release> published = ObservedHost.published(releases);
    Map<Boolean, List<Release>> byOrigin =
        releases.stream()
            .filter(release -> release.isDraft() && release.tag().equals(tag))
            .sorted(Comparator.comparingLong(Release::id))
            .collect(Collectors.partitioningBy(desired::isForeign));
    List<Release> drafts = byOrigin.getOrDefault(false, List.of());
    Optional<Release> visible = Optional.ofNullable(published.get(desired.version()));
    ObservedHost.Hosted hosted =
        visible
            .<ObservedHost.Hosted>map(release -> {
              Release read = withDigests(release);
              return new ObservedHost.Published(read, checksums(read));
            })
            .or(() ->
                drafts.stream()
                    .findFirst()
                    .map(draft -> new ObservedHost.Draft(withDigests(draft))))
            .orElseGet(ObservedHost.Absent::new);
    return new ObservedHost(
        world.host().tagCommit(tag),
        hosted,
        visible.isPresent() ? drafts : drafts.stream().skip(1).toList(),
        byOrigin.getOrDefault(true, List.of()),
        published,
        desired.version().isStable()
            ? world.host().latest().flatMap(ReleaseTag::find)
            : Optional.empty());
  }

  private Release withDigests(Release release) {
    return release.withAssets(release.assets().stream().map(assetDigests::withDigest).toList());
  }

  private Optional<RecordedChecksums> checksums(Release release) {
    return checksumsText(release)
        .map(text ->
            new RecordedChecksums(
                text,
                Checksums.parse(
                    text, "The " + Checksums.FILE_NAME + " of release " + release.tag())));
  }

  private Optional<String> checksumsText(Release release) {
    return release
        .asset(Checksums.FILE_NAME)
        .filter(ReleaseAsset::uploaded)
        .map(asset -> world.host().downloadText(asset, CHECKSUMS_LIMIT));
  }

  private ObservedImages images(DesiredRelease desired, ObservedHost host) {
    Repository repository = desired.image().repository();
    Optional<PublishedImage> exact =
        new ImageReader(world.registry()).read(new Tagged(repository, desired.tag().toString()));
    boolean contentPresent =
        exact.isPresent()
            || desired
                .image()
                .digest()
                .flatMap(digest ->
                    new ImageReader(world.registry()).read(new ByDigest(repository, digest)))
                .filter(PublishedImage::isWhole)
                .isPresent();
    List<FloatingTag> tags = FloatingTag.of(desired.version());
    var versions = new HashSet<SemanticVersion>();
    if (!tags.isEmpty()) {
      world.registry().tags(repository).stream()
          .flatMap(tag -> ReleaseTag.find(tag).stream())
          .map(ReleaseTag::version)
          .forEach(versions::add);
    }
    var floating = new HashMap<FloatingTag, Floating>();
    for (FloatingTag tag : tags) {
      world
          .registry()
          .manifest(new Tagged(repository, tag.name()))
          .ifPresent(manifest -> floating.put(tag, floating(repository, tag, manifest)));
    }
    Map<SemanticVersion, Digest> digests = digests(desired, host, versions);
    Optional<Digest> subject =
        KnownIndex.of(desired.image(), exact)
            .filter(index -> contentPresent && !desired.yanked() && desired.isDocumented())
            .map(index -> index.descriptor().digest());
    Set<Digest> referrers = subject.map(index -> referrers(repository, index)).orElse(Set.of());
    return new ObservedImages(
        exact,
        contentPresent,
        referrers,
        !referrers.isEmpty()
            || subject
                .map(index -> world.registry().keepsReferrers(repository, index))
                .orElse(true),
        versions,
        floating,
        digests);
  }

  private Set<Digest> referrers(Repository repository, Digest subject) {
    return world.registry().referrers(repository, subject).stream()
        .map(Descriptor::digest)
        .collect(Collectors.toSet());
  }

  private static Floating floating(Repository repository, FloatingTag tag, Manifest manifest) {
    return new Floating(
        manifest.digest(),
        ImageReader.index(new Tagged(repository, tag.name()), manifest)
            .flatMap(ImageIndex::version)
            .flatMap(SemanticVersion::find));
  }

  // Other versions that a floating tag of this release has to name: of a back-port's, for one. A
  // registry may list a tag that it has lost; it is no longer one of the versions then, and the
  // next
  // one counts.
  private Map<SemanticVersion, Digest> digests(
      DesiredRelease desired, ObservedHost host, Set<SemanticVersion> versions) {
    var digests = new HashMap<SemanticVersion, Digest>();
    for (FloatingTag tag : FloatingTag.of(desired.version())) {
      Optional<SemanticVersion> wanted = highest(tag, desired, host, versions);
      while (wanted.isPresent()
          && !wanted.equals(Optional.of(desired.version()))
          && !digests.containsKey(wanted.orElseThrow())) {
        SemanticVersion other = wanted.orElseThrow();
        Optional<Digest> digest =
            world.registry().digest(new Tagged(desired.image().repository(), "v" + other));
        if (digest.isPresent()) {
          digests.put(other, digest.orElseThrow());
        } else {
          versions.remove(other);
          wanted = highest(tag, desired, host, versions);
        }
      }
    }
    return digests;
  }

  private static Optional<SemanticVersion> highest(
      FloatingTag tag, DesiredRelease desired, ObservedHost host, Set<SemanticVersion> versions) {
    return tag.highestOf(ObservedRelease.eligible(desired, host, versions));
  }

  private Optional<Fallback> fallback(
      DesiredRelease wanted, ObservedHost host, ObservedImages images) {
    if (!wanted.yanked() || wanted.formula().isEmpty()) {
      return Optional.empty();
    }
    return ObservedRelease.eligible(wanted, host, images.versions()).stream()
        .max(Comparator.naturalOrder())
        .map(version -> {
          ReleaseTag tag = new ReleaseTag(version);
          Release release = Optional.ofNullable(host.published().get(version)).orElseThrow();
          Digest image = Optional.ofNullable(images.digests().get(version)).orElseThrow();
          return new Fallback(tag, image, recordedDigests(release));
        });
  }

  // Another tool may have made that release: what is no checksums file of ours names no file.
  private Map<String, Digest> recordedDigests(Release release) {
    return checksumsText(release)
        .flatMap(Checksums::recognize)
        .map(Checksums::digests)
        .orElse(Collections.emptySortedMap());
  }

  // Pull requests are read before their branches: whoever closes one deletes its branch first.
  private static ObservedTap tap(
      DesiredRelease wanted,
      SemanticVersion served,
      DesiredFormula formula,
      ObservedHost host,
      TapPorts ports) {
    boolean proposed = formula.delivery() == Delivery.PULL_REQUEST;
    var open = new ArrayList<PullRequest>(proposed ? ports.pullRequests().open() : List.of());
    String branch = FormulaTarget.of(served).branch(formula.name());
    List<PullRequest> ofBranch = proposed ? ports.pullRequests().ofBranch(branch) : List.of();
    TapState state = ports.repository().read(formula.name(), branch);
    FormulaTarget target =
        FormulaTarget.of(
            served,
            state.formula().map(text -> new Formula(formula.name(), text)),
            wanted.yankedAmong(host));
    if (target.returns()) {
      branch = target.branch(formula.name());
      ofBranch = proposed ? ports.pullRequests().ofBranch(branch) : List.of();
      state = ports.repository().read(formula.name(), branch);
    }
    var unproposed = new TreeSet<String>();
    if (proposed && ofBranch.isEmpty() && state.proposal().isPresent()) {
      unproposed.add(branch);
    }
    // GitHub's list may lag behind what it tells of one branch, and behind Git.
    Set<String> listed = open.stream().map(PullRequest::branch).collect(Collectors.toSet());
    if (!listed.contains(branch)) {
      open.addAll(open(ofBranch));
    }
    String own = FormulaTarget.of(wanted.version()).branch(formula.name());
    Optional<SemanticVersion> there =
        state.formula().flatMap(text -> new Formula(formula.name(), text).version());
    for (String other : state.branches()) {
      boolean mine = other.equals(own) || FormulaTarget.isReturn(other);
      if (proposed
          && !listed.contains(other)
          && (mine || FormulaTarget.proposesAbove(other, formula.name(), there))) {
        List<PullRequest> requests = ports.pullRequests().ofBranch(other);
        open.addAll(open(requests));
        if (mine && requests.isEmpty()) {
          unproposed.add(other);
        }
      }
    }
    return new ObservedTap(state, open, ofBranch, unproposed);
  }

  private static List<PullRequest> open(List<PullRequest> requests) {
    return requests.stream().filter(request -> request.state() == PullRequest.State.OPEN).toList();
  }
}
