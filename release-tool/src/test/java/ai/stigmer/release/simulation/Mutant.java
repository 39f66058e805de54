package ai.stigmer.release.simulation;

import ai.stigmer.release.apply.Conclusion;
import ai.stigmer.release.apply.Reconciliation;
import ai.stigmer.release.apply.Reconciliation.Planning;
import ai.stigmer.release.apply.World;
import ai.stigmer.release.apply.World.TapPorts;
import ai.stigmer.release.github.PullRequests;
import ai.stigmer.release.github.Release;
import ai.stigmer.release.github.ReleaseAsset;
import ai.stigmer.release.github.ReleaseHost;
import ai.stigmer.release.plan.Action.UploadAsset;
import ai.stigmer.release.plan.Decision;
import ai.stigmer.release.plan.Decision.Change;
import ai.stigmer.release.plan.DesiredRelease;
import ai.stigmer.release.plan.ObservedHost;
import ai.stigmer.release.plan.ObservedHost.Published;
import ai.stigmer.release.plan.ObservedImages;
import ai.stigmer.release.plan.ObservedImages.Floating;
import ai.stigmer.release.plan.ObservedRelease;
import ai.stigmer.release.plan.Plan;
import ai.stigmer.release.plan.Planner;
import ai.stigmer.release.plan.Stage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A tool that is broken on purpose: the real one behind a port or a planning that does one thing
/// wrong. Each is caught, or the counts would prove nothing.
enum Mutant {
  /// Floating tags move before the release is published.
  FLOATS_BEFORE_PUBLICATION("I1", planning(plan -> moved(plan, Stage.FLOATING_TAGS))),

  /// The formula is proposed before the release is published.
  FORMULA_BEFORE_PUBLICATION("I1", planning(plan -> moved(plan, Stage.FORMULA))),

  /// A tag that exists is written again, with what was built last.
  EXACT_TAG_OVERWRITTEN("I2", new Rebuilding()),

  /// The files of a published release are sent again by every run.
  REUPLOADED_ON_EVERY_RUN("I2", planning(Mutant::withUploads)),

  /// A back-port takes what it finds for older than itself.
  BACK_PORT_MOVES_LATEST(
      "I3", planning((desired, observed) -> Planner.plan(desired, alone(desired, observed)))),

  /// Older proposals stay open.
  NOTHING_SUPERSEDED("I4", planning(plan -> without(plan, Stage.SUPERSEDED))),

  /// Releases are looked up by tag, where GitHub shows no drafts.
  DRAFT_DUPLICATED(
      "I4", ports(world -> withHost(world, new BrokenPorts.WithoutDrafts(world.host())))),

  /// A call whose reply was lost is made again without looking.
  RETRY_WITHOUT_LOOK_UP(
      "I4", ports(world -> withHost(world, new BrokenPorts.Insistent(world.host())))),

  /// Every run opens a pull request of its own.
  PULL_REQUEST_NOT_REUSED(
      "I4", ports(world -> withPullRequests(world, BrokenPorts.Reopening::new))),

  /// A release becomes visible as soon as it exists.
  PUBLISHED_BEFORE_ITS_FILES(
      "I5", ports(world -> withHost(world, new BrokenPorts.Hasty(world.host())))),

  /// What could not be read is taken for absent.
  LOOK_UP_ERROR_TAKEN_FOR_ABSENCE("I7", ports(Mutant::forgiving)),

  /// A write that was refused is passed over.
  REJECTION_SWALLOWED("I7", swallowing()),

  /// What tells the requests tells their headers too.
  TOKEN_LOGGED("I8", Tool.REAL) {
    @Override
    Supplier<SimulatedWorld> worlds(Path folder) {
      return () -> WorldOfRequests.in(folder, BrokenPorts.TokenTelling::new);
    }
  };

  private final String promise;

  @SuppressWarnings("ImmutableEnumChecker") // None of the tools has a state.
  private final Tool tool;

  Mutant(String promise, Tool tool) {
    this.promise = promise;
    this.tool = tool;
  }

  /// The promise it breaks.
  String promise() {
    return promise;
  }

  Tool tool() {
    return tool;
  }

  /// The worlds in which it is caught.
  ///
  /// @param folder where they are kept, if they are
  Supplier<SimulatedWorld> worlds(Path folder) {
    return WorldOfPorts::new;
  }

  private static Tool planning(UnaryOperator<Plan> broken) {
    return planning((desired, observed) -> broken.apply(Planner.plan(desired, observed)));
  }

  private static Tool planning(Planning planning) {
    return (wanted, world, builder, listener, pauses) ->
        new Reconciliation(world, planning, builder, listener, pauses).release(wanted);
  }

  private static Tool ports(UnaryOperator<World> broken) {
    return (wanted, world, builder, listener, pauses) ->
        Tool.REAL.release(wanted, broken.apply(world), builder, listener, pauses);
  }

  private static Tool swallowing() {
    return (wanted, world, builder, listener, pauses) ->
        switch (Tool.REAL.release(wanted, world, builder, listener, pauses)) {
          case Conclusion.Failed failed ->
              new Conclusion.Converged(
                  failed.desired(), failed.observed(), failed.plan(), failed.made());
          case Conclusion other -> other;
        };
  }

  private static Plan moved(Plan plan, Stage stage) {
    var decisions = new ArrayList<Decision>(without(plan, stage).decisions());
    List<Decision> early =
        plan.decisions().stream().filter(decision -> decision.subject().stage() == stage).toList();
    long place =
        decisions.stream()
            .takeWhile(decision -> decision.subject().stage().compareTo(Stage.PUBLICATION) < 0)
            .count();
    decisions.addAll(Math.toIntExact(place), early);
    return new Plan(decisions);
  }

  private static Plan without(Plan plan, Stage stage) {
    return new Plan(
        plan.decisions().stream().filter(decision -> decision.subject().stage() != stage).toList());
  }

  private static Plan withUploads(DesiredRelease desired, ObservedRelease observed) {
    Plan plan = Planner.plan(desired, observed);
    if (!(observed.host().release() instanceof Published(Release release, _))) {
      return plan;
    }
    Stream<Decision> uploads =
        desired.assets().stream()
            .map(asset ->
                new Change(
                    plan.decisions().getFirst().subject(),
                    new UploadAsset(
                        asset.name(),
                        asset.artifact(),
                        release.asset(asset.name()).map(ReleaseAsset::id)),
                    "again"));
    return new Plan(Stream.concat(plan.decisions().stream(), uploads).toList());
  }

  // What is observed without any other version.
  private static ObservedRelease alone(DesiredRelease desired, ObservedRelease observed) {
    ObservedImages images = observed.images();
    ObservedHost host = observed.host();
    return new ObservedRelease(
        new ObservedImages(
            images.exact(),
            images.contentPresent(),
            images.referrers(),
            images.keepsReferrers(),
            Set.of(desired.version()),
            images.floating().entrySet().stream()
                .collect(
                    Collectors.toMap(
                        Map.Entry::getKey,
                        tag -> new Floating(tag.getValue().digest(), Optional.empty()))),
            Map.of()),
        new ObservedHost(
            host.tagCommit(),
            host.release(),
            host.duplicates(),
            host.foreignDrafts(),
            Map.of(),
            host.latest()),
        observed.signatures(),
        observed.tap(),
        observed.fallback());
  }

  private static World withHost(World world, Object broken) {
    return new World(
        world.registry(),
        BrokenPorts.decorated(ReleaseHost.class, world.host(), broken),
        world.tap(),
        world.signer());
  }

  private static World withPullRequests(World world, Function<PullRequests, Object> broken) {
    return new World(
        world.registry(),
        world.host(),
        world
            .tap()
            .map(tap ->
                new TapPorts(
                    tap.repository(),
                    BrokenPorts.decorated(
                        PullRequests.class, tap.pullRequests(), broken.apply(tap.pullRequests())))),
        world.signer());
  }

  private static World forgiving(World world) {
    return withHost(world, new BrokenPorts.Forgiving(world.host()));
  }
}
