package ai.stigmer.release.simulation;

import ai.stigmer.release.apply.ApplyListener;
import ai.stigmer.release.apply.Conclusion;
import ai.stigmer.release.plan.DesiredRelease;
import ai.stigmer.release.plan.ObservedRelease;
import ai.stigmer.release.plan.Plan;
import ai.stigmer.release.problem.ReleaseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A world, the runs in it, and what happens to their requests.
final class Simulation implements AutoCloseable {

  private final SimulatedWorld world;
  private final Tool tool;
  private final Story story;
  private final Releases releases;
  private final Promises promises;
  private final Wire wire;
  private final Turns turns = new Turns(this::next);
  private Decisions decisions = Decisions.SOUND;

  /// @param before what was released in that world already
  /// @param releases what is built for a release, whatever becomes of it
  Simulation(
      SimulatedWorld world,
      List<DesiredRelease> before,
      Tool tool,
      Story story,
      Releases releases) {
    this.world = world;
    this.tool = tool;
    this.story = story;
    this.releases = releases;
    this.promises = new Promises(world);
    this.wire = new Wire(story, this::look);
    before.forEach(promises::expect);
    promises.check(facts(), false);
  }

  @Override
  public void close() {
    world.close();
  }

  /// How many requests were made so far.
  int requests() {
    return wire.requests();
  }

  /// How many of them may have changed the world.
  int writes() {
    return wire.writes();
  }

  /// How many of them met another fate than to be carried out and answered.
  int faults() {
    return wire.faults();
  }

  /// How often a process died with one.
  int deaths() {
    return wire.deaths();
  }

  /// The time all pauses and slow answers took.
  Duration clock() {
    return wire.clock();
  }

  /// Lets time pass.
  void pause(Duration pause) {
    wire.pause(pause);
  }

  /// How often something was moved to a lower version while runs crossed each other.
  int lowered() {
    return promises.lowered();
  }

  /// The world as it is now.
  Facts facts() {
    return Facts.of(world);
  }

  /// The same as text, with all that the registry keeps of the image: two equal worlds have equal
  /// lines.
  List<String> lines() {
    return Stream.concat(facts().lines().stream(), world.stored().stream()).toList();
  }

  /// A release, from its beginning to its end.
  Ending release(DesiredRelease wanted) {
    wire.begin(false);
    var run = new Run((wanted.yanked() ? "yank " : "release ") + wanted.tag(), wanted);
    story.begins(run + " starts");
    play(run);
    turns.rethrow();
    return run.ending();
  }

  /// Releases at once.
  List<Ending> together(List<DesiredRelease> wanted) {
    wire.begin(true);
    var runs = new ArrayList<Run>();
    for (DesiredRelease release : wanted) {
      runs.add(new Run((char) ('A' + runs.size()) + " " + release.tag(), release));
    }
    story.begins(runs + " start");
    turns.play(runs, this::play);
    turns.rethrow();
    return runs.stream().map(Run::ending).toList();
  }

  /// From now on these decide.
  void decide(Decisions next) {
    decisions = next;
  }

  /// Lets everything arrive that is still on its way; from now on nothing goes wrong any more.
  void settle() {
    wire.settle();
    decisions = Decisions.SOUND;
  }

  /// Whether a request is still on its way.
  boolean isAwaited() {
    return wire.isAwaited();
  }

  /// Where the world and every racing run are, as a number: what can follow depends on it alone.
  long state() {
    Facts facts = facts();
    long state =
        Hash.of(
            Hash.of(0, facts.tags().toString() + facts.latest()),
            facts.releases().toString() + facts.branches() + facts.pullRequests());
    for (Run run : turns.racing()) {
      state = Hash.of(state, Long.toString(run.history()) + run.isOver());
    }
    return state;
  }

  /// The whole world, as a number: when all runs are over, what can follow depends on it alone.
  long wholeState() {
    return Hash.of(state(), world.stored().toString());
  }

  /// Checks what must hold when all runs are over.
  ///
  /// @param heldUp whether the formula waits for a person
  void checkSettled(boolean heldUp) {
    Settlement.checkSettled(facts(), heldUp);
  }

  /// Carries out one request of a run, or not, as was decided.
  <T> T carry(Run run, Request request, Carrying<T> carrying) throws Exception {
    if (run.isDead()) {
      throw new Died();
    }
    turns.take(run, request);
    try {
      T answer = wire.carry(run, request, decisions, carrying);
      if (decisions.askForState()) {
        run.heard(answer);
      }
      return answer;
    } catch (ReleaseException problem) {
      if (decisions.askForState()) {
        run.heard(problem.problem());
      }
      throw problem;
    }
  }

  private Run next(List<Run> ready, Run last) {
    return decisions.next(ready, last, this);
  }

  private void look() {
    if (story.isTold()) {
      story.world(lines());
    }
    promises.check(facts(), wire.isDisturbed());
  }

  private void play(Run run) {
    promises.expect(run.wanted());
    try {
      run.end(ending(run));
      Promises.checkSecrets(world, run.ending());
    } catch (Throwable bug) {
      run.end(new Ending.Killed());
      turns.fail(bug);
    }
    story.ends(run, run.ending());
  }

  private Ending ending(Run run) {
    try {
      Conclusion conclusion =
          tool.release(
              run.wanted(),
              world.reachedBy(run, this),
              releases::build,
              new ApplyListener() {
                @Override
                public void planned(DesiredRelease desired, ObservedRelease observed, Plan plan) {
                  if (decisions.askForState()) {
                    run.planned(plan);
                  }
                }
              },
              this::pause);
      if (conclusion instanceof Conclusion.Converged converged) {
        Settlement.checkReadBack(world.sound(), facts(), converged.desired());
      }
      return new Ending.Concluded(conclusion);
    } catch (ReleaseException stopped) {
      return new Ending.Stopped(stopped.problem());
    } catch (Died died) {
      return new Ending.Killed();
    }
  }
}
