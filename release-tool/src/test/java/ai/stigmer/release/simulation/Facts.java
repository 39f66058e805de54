package ai.stigmer.release.simulation;

import ai.stigmer.release.apply.World;
import ai.stigmer.release.artifact.Checksums;
import ai.stigmer.release.github.PullRequest;
import ai.stigmer.release.github.Release;
import ai.stigmer.release.github.ReleaseAsset;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.oci.Reference.Tagged;
import ai.stigmer.release.tap.TapState.Proposal;
import ai.stigmer.release.testing.SampleRelease;
import ai.stigmer.release.version.ReleaseTag;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// Everything a user or a maintainer can see of a world.
///
/// @param tags what each image tag names
/// @param releases the releases, drafts included
/// @param latest the tag marked as the latest
/// @param branches the tap's branches
/// @param pullRequests the tap's pull requests, open or not
record Facts(
    SortedMap<String, Digest> tags,
    List<Release> releases,
    Optional<String> latest,
    SortedMap<String, Proposal> branches,
    List<PullRequest> pullRequests) {

  // Asked for every tag after every write.
  private static final Map<String, Boolean> EXACT = new ConcurrentHashMap<>();

  /// Reads a world as it is.
  static Facts of(SimulatedWorld simulated) {
    World world = simulated.sound();
    var tags = new TreeMap<String, Digest>();
    for (String tag : world.registry().tags(SampleRelease.REPOSITORY)) {
      world
          .registry()
          .digest(new Tagged(SampleRelease.REPOSITORY, tag))
          .ifPresent(digest -> tags.put(tag, digest));
    }
    return new Facts(
        Collections.unmodifiableSortedMap(tags),
        world.host().releases(),
        world.host().latest(),
        simulated.tap().branches(SampleRelease.FORMULA),
        simulated.pullRequests());
  }

  /// The releases everybody sees.
  List<Release> published() {
    return releases.stream().filter(release -> !release.isDraft()).toList();
  }

  /// The published release of a tag.
  Optional<Release> published(String tag) {
    return published().stream().filter(release -> release.tag().equals(tag)).findFirst();
  }

  /// The exact tags with what they name.
  SortedMap<String, Digest> exactTags() {
    var exact = new TreeMap<>(tags);
    exact.keySet().removeIf(tag -> !isExact(tag));
    return exact;
  }

  /// The floating tags with what they name.
  SortedMap<String, Digest> floatingTags() {
    var floating = new TreeMap<>(tags);
    floating.keySet().removeIf(Facts::isExact);
    return floating;
  }

  private static boolean isExact(String tag) {
    return EXACT.computeIfAbsent(tag, name -> ReleaseTag.find(name).isPresent());
  }

  /// The same as text: numbers apart, which a lost reply uses up.
  List<String> lines() {
    var lines = new ArrayList<String>();
    tags.forEach((tag, digest) -> lines.add("tag " + tag + " names " + digest));
    releases.stream().map(Facts::line).sorted().forEach(lines::add);
    latest.ifPresent(tag -> lines.add("latest is " + tag));
    branches.forEach((name, branch) ->
        lines.add("branch " + name + " at " + branch.head() + " holds " + branch.formula()));
    pullRequests.stream()
        .sorted(Comparator.comparing(PullRequest::branch).thenComparingLong(PullRequest::number))
        .forEach(request ->
            lines.add(
                "pull request of "
                    + request.branch()
                    + " is "
                    + request.state()
                    + ": "
                    + request.title()
                    + ", "
                    + request.body()));
    return lines;
  }

  private static String line(Release release) {
    return String.join(
        " ",
        "release",
        release.tag(),
        release.state().toString(),
        release.preRelease() ? "pre-release" : "",
        release.title(),
        release.notes(),
        release.target(),
        release.assets().stream()
            .sorted(Comparator.comparing(ReleaseAsset::name))
            .map(asset -> asset.name() + "=" + told(asset))
            .toList()
            .toString());
  }

  // A signature is never the same twice.
  private static String told(ReleaseAsset asset) {
    return asset.name().equals(Checksums.SIGNATURE_NAME)
        ? "a signature"
        : asset.digest().map(Digest::toString).orElse("starter");
  }
}
