package ai.stigmer.release.simulation;

import static ai.stigmer.release.simulation.Promises.require;

import ai.stigmer.release.apply.World;
import ai.stigmer.release.github.PullRequest;
import ai.stigmer.release.github.PullRequest.State;
import ai.stigmer.release.github.Release;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.plan.DesiredRelease;
import ai.stigmer.release.testing.InMemoryTap;
import ai.stigmer.release.testing.SampleRelease;
import ai.stigmer.release.version.FloatingTag;
import ai.stigmer.release.version.ReleaseTag;
import ai.stigmer.release.version.SemanticVersion;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/// Holds the promises of the design against a world that settled: I3 and I4 when all runs are over,
/// I7 when a run says that it converged.
final class Settlement {

  private Settlement() {}

  /// Checks what must hold when all runs are over.
  ///
  /// @param heldUp whether the formula waits for a person
  static void checkSettled(Facts facts, boolean heldUp) {
    List<SemanticVersion> stable =
        facts.published().stream()
            .filter(release -> !release.isYanked())
            .flatMap(release -> ReleaseTag.find(release.tag()).stream())
            .map(ReleaseTag::version)
            .filter(SemanticVersion::isStable)
            .toList();
    for (SemanticVersion version : stable) {
      for (FloatingTag tag : FloatingTag.of(version)) {
        String highest = "v" + tag.highestOf(stable).orElseThrow();
        require(
            "I3",
            facts.tags().get(highest) != null
                && facts.tags().get(highest).equals(facts.tags().get(tag.name())),
            tag + " does not name " + highest);
      }
    }
    stable.stream()
        .max(Comparator.naturalOrder())
        .ifPresent(highest -> {
          require(
              "I3", facts.latest().equals(Optional.of("v" + highest)), "latest is not v" + highest);
          require(
              "I3",
              heldUp || serves(facts, highest),
              "the tap does not serve or propose " + highest);
        });
    checkOneOfEach(facts);
    long open = facts.pullRequests().stream().filter(Settlement::isOpen).count();
    require("I4", open <= 1, open + " pull requests for one formula are open");
    // Who merges a pull request may leave its branch.
    List<String> proposals =
        facts.branches().keySet().stream()
            .filter(branch -> !branch.equals(InMemoryTap.MAIN))
            .filter(branch ->
                facts.pullRequests().stream()
                    .noneMatch(request ->
                        request.branch().equals(branch) && request.state() == State.MERGED))
            .toList();
    proposals.stream()
        .map(branch -> branch.replaceFirst("-scheme\\..*", ""))
        .collect(counted())
        .forEach((version, count) -> require("I4", count == 1, count + " branches of " + version));
    require("I4", proposals.size() == open, proposals + " for " + open + " pull requests");
  }

  private static boolean isAnyYanked(Facts facts) {
    return facts.published().stream().anyMatch(Release::isYanked);
  }

  /// Checks that nothing is there twice.
  static void checkOneOfEach(Facts facts) {
    facts.releases().stream()
        .map(Release::tag)
        .collect(counted())
        .forEach((tag, count) -> require("I4", count == 1, count + " releases of " + tag));
    // A version that is returned to is proposed anew.
    boolean anew = isAnyYanked(facts);
    facts.pullRequests().stream()
        .filter(request -> !anew || request.state() != State.CLOSED)
        .map(PullRequest::branch)
        .collect(counted())
        .forEach(
            (branch, count) -> require("I4", count == 1, count + " pull requests of " + branch));
  }

  /// Checks that what a run said it read back is there.
  static void checkReadBack(World sound, Facts facts, DesiredRelease desired) {
    String tag = desired.tag().toString();
    if (desired.yanked()) {
      require("I7", isYanked(facts, desired.version()), tag + " is not marked as yanked");
      return;
    }
    require(
        "I7",
        desired.image().digest().equals(Optional.ofNullable(facts.tags().get(tag))),
        tag + " does not name the image");
    requireAttached(sound, tag, desired, Optional.ofNullable(facts.tags().get(tag)).orElseThrow());
    Map<String, Digest> files = facts.published(tag).map(Promises::digests).orElse(Map.of());
    desired
        .assets()
        .forEach(asset ->
            require(
                "I7",
                asset.digest().equals(Optional.ofNullable(files.get(asset.name()))),
                asset.name() + " is not published"));
    for (FloatingTag floating : FloatingTag.of(desired.version())) {
      Digest named = facts.tags().get(floating.name());
      require("I7", named != null, floating + " does not exist");
    }
    boolean overtaken =
        facts.published().stream()
            .flatMap(release -> ReleaseTag.find(release.tag()).stream())
            .anyMatch(other -> other.isStable() && other.compareTo(desired.tag()) > 0);
    if (desired.formula().isPresent() && !overtaken) {
      require(
          "I7",
          facts.branches().values().stream()
              .flatMap(branch -> branch.formula().stream())
              .map(text -> Contents.installedBy(text).version())
              .anyMatch(desired.version()::equals),
          "no formula of " + desired.version() + " is in the tap");
    }
  }

  private static void requireAttached(
      World sound, String tag, DesiredRelease desired, Digest index) {
    long documents =
        desired.assets().stream().filter(asset -> asset.artifactType().isPresent()).count();
    require(
        "I7",
        documents == 0
            || sound.registry().referrers(SampleRelease.REPOSITORY, index).size() == documents,
        "the image " + tag + " has not its documents");
    if (desired.signed()) {
      var manifests = new HashSet<>(Set.of(index));
      Contents.index(index).entries().forEach(entry -> manifests.add(entry.manifest().digest()));
      require(
          "I7",
          sound
              .signer()
              .orElseThrow()
              .signed(SampleRelease.REPOSITORY, manifests)
              .equals(manifests),
          "the image " + tag + " is not all signed");
    }
  }

  private static boolean serves(Facts facts, SemanticVersion version) {
    return facts.branches().entrySet().stream()
        .filter(branch ->
            branch.getKey().equals(InMemoryTap.MAIN)
                || facts.pullRequests().stream()
                    .anyMatch(
                        request -> isOpen(request) && request.branch().equals(branch.getKey())))
        .flatMap(branch -> branch.getValue().formula().stream())
        .map(text -> Contents.installedBy(text).version())
        .anyMatch(version::equals);
  }

  private static boolean isOpen(PullRequest request) {
    return request.state() == State.OPEN;
  }

  /// Whether a version was taken back.
  static boolean isYanked(Facts facts, SemanticVersion version) {
    return facts.published("v" + version).filter(Release::isYanked).isPresent();
  }

  private static Collector<String, ?, Map<String, Long>> counted() {
    return Collectors.groupingBy(Function.identity(), Collectors.counting());
  }
}
