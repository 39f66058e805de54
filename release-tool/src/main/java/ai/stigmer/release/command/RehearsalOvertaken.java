package ai.stigmer.release.command;

import ai.stigmer.release.apply.World;
import ai.stigmer.release.apply.World.TapPorts;
import ai.stigmer.release.git.LocalRepository;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.oci.ImageIndex;
import ai.stigmer.release.oci.Manifest;
import ai.stigmer.release.oci.Reference.Tagged;
import ai.stigmer.release.plan.DesiredFormula;
import ai.stigmer.release.plan.DesiredRelease;
import ai.stigmer.release.tap.Tap.FormulaCommit;
import ai.stigmer.release.tap.TapState;
import ai.stigmer.release.version.FloatingTag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A rehearsal's world in which a much higher version has overtaken the release, for a moment:
/// every floating tag names it, and the tap serves it. A release must leave them alone.
final class RehearsalOvertaken {

  private static final String HIGHER = "999999.0.0";

  private final Rehearsal rehearsal;
  private final LocalRepository tapRepository;
  private final World world;
  private final DesiredRelease released;

  RehearsalOvertaken(
      Rehearsal rehearsal, LocalRepository tapRepository, World world, DesiredRelease released) {
    this.rehearsal = rehearsal;
    this.tapRepository = tapRepository;
    this.world = world;
    this.released = released;
  }

  /// What a release moved although it must not: nothing, if the promise is kept. The world is as
  /// before afterwards.
  List<String> moved() {
    Map<Tagged, Manifest> floats = overtakeFloats();
    Optional<String> tapHead = overtakeFormula();
    Map<Tagged, Optional<Digest>> before = digests(floats);
    Optional<String> headBefore = tapRepository.branch(LocalRepository.MAIN);
    RehearsalRun run = rehearsal.again();
    var moved = new ArrayList<String>();
    if (run.exitCode() != ExitCode.CONVERGED) {
      moved.add("the release ended with " + run.exitCode());
    }
    digests(floats)
        .forEach((tag, digest) -> {
          if (!digest.equals(before.get(tag))) {
            moved.add(tag.toString());
          }
        });
    if (!tapRepository.branch(LocalRepository.MAIN).equals(headBefore)) {
      moved.add("the formula");
    }
    floats.forEach((tag, manifest) -> world.registry().pushManifest(tag, manifest));
    tapHead.ifPresent(head -> tapRepository.resetBranch(LocalRepository.MAIN, head));
    return moved;
  }

  // Gives what each floating tag named before.
  private Map<Tagged, Manifest> overtakeFloats() {
    var before = new HashMap<Tagged, Manifest>();
    for (FloatingTag floating : FloatingTag.of(released.version())) {
      var tag = new Tagged(released.image().repository(), floating.name());
      world
          .registry()
          .manifest(tag)
          .ifPresent(manifest -> {
            ImageIndex index = ImageIndex.parse(manifest, tag.toString());
            var annotations = new HashMap<>(index.annotations());
            annotations.put(ImageIndex.VERSION, HIGHER);
            before.put(tag, manifest);
            world
                .registry()
                .pushManifest(tag, new ImageIndex(index.entries(), annotations).manifest());
          });
    }
    return before;
  }

  // Gives the commit the tap's default branch was at before, if it was moved.
  private Optional<String> overtakeFormula() {
    if (released.formula().isEmpty() || world.tap().isEmpty()) {
      return Optional.empty();
    }
    DesiredFormula formula = released.formula().orElseThrow();
    TapPorts tap = world.tap().orElseThrow();
    TapState state = tap.repository().read(formula.name(), formula.branch());
    Optional<String> text = state.proposal().flatMap(TapState.Proposal::formula).or(state::formula);
    text.ifPresent(content ->
        tap.repository()
            .push(
                new FormulaCommit(
                    formula.name(),
                    content.replace(released.version().toString(), HIGHER),
                    state.defaultBranch(),
                    Optional.of(state.head()),
                    formula.name() + " " + HIGHER,
                    released.commit().time())));
    return text.map(content -> state.head());
  }

  private Map<Tagged, Optional<Digest>> digests(Map<Tagged, Manifest> floats) {
    var digests = new HashMap<Tagged, Optional<Digest>>();
    floats.keySet().forEach(tag -> digests.put(tag, world.registry().digest(tag)));
    return digests;
  }
}
