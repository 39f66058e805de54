package ai.stigmer.release.simulation;

import ai.stigmer.release.apply.ApplyListener;
import ai.stigmer.release.apply.Conclusion;
import ai.stigmer.release.apply.World;
import ai.stigmer.release.plan.DesiredRelease;
import ai.stigmer.release.plan.ObservedRelease;
import ai.stigmer.release.plan.Plan;
import ai.stigmer.release.problem.ReleaseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A world, the runs in it, and what happens to their requests. Of several runs exactly one goes at
/// a time, from one request to the next; so the same decisions always give the same story.
final class Simulation {

  private static final Duration SLOWNESS = Duration.ofSeconds(30);
  private static final int LATENESS = 5;

  private final SimulatedWorld world;
  private final Tool tool;
  private Decisions decisions = Decisions.SOUND;
  private final Story story;
  private final Promises promises;
  private final Releases releases;
  private final Map<String, Object> answers = new HashMap<>();
  private final List<Late> late = new ArrayList<>();
  private final Semaphore pausing = new Semaphore(0);
  private List<Run> racing = List.of();
  private @Nullable Throwable failure;
  private Duration clock = Duration.ZERO;
  private boolean disturbed;
  private int requests;
  private int writes;

  private record Late(int due, String what, Carrying<?> carrying) {}

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
    before.forEach(promises::expect);
    promises.check(facts(), false);
  }

  /// How many requests were made so far.
  int requests() {
    return requests;
  }

  /// How many of them may have changed the world.
  int writes() {
    return writes;
  }

  /// The time all pauses and slow answers took.
  Duration clock() {
    return clock;
  }

  /// How often something was moved to a lower version while runs crossed each other.
  int lowered() {
    return promises.lowered();
  }

  /// The world as it is now.
  Facts facts() {
    return Facts.of(world);
  }

  /// The same as text, with every manifest of the image: two equal worlds have equal lines.
  List<String> lines() {
    return Stream.concat(facts().lines().stream(), world.manifests().stream()).toList();
  }

  /// A release, from its beginning to its end.
  Ending release(DesiredRelease wanted) {
    answers.clear();
    disturbed = !late.isEmpty();
    var run =
        new Run((wanted.yanked() ? "yank " : "release ") + wanted.tag(), wanted.tag().toString());
    story.begins(run + " starts");
    play(run, wanted);
    rethrow();
    return run.ending();
  }

  /// Releases at once.
  List<Ending> together(List<DesiredRelease> wanted) {
    answers.clear();
    disturbed = true;
    var runs = new ArrayList<Run>();
    for (DesiredRelease release : wanted) {
      char which = (char) ('A' + runs.size());
      runs.add(new Run(which + " " + release.tag(), release.tag().toString()));
    }
    racing = runs;
    story.begins(runs + " start");
    for (int index = 0; index < runs.size(); index++) {
      Run run = runs.get(index);
      DesiredRelease release = wanted.get(index);
      Thread.ofVirtual()
          .start(() -> {
            play(run, release);
            passOn(run);
          });
      pausing.acquireUninterruptibly();
    }
    List<Run> ready = ready();
    if (!ready.isEmpty()) {
      choose(ready, ready.getFirst()).giveTurn();
      pausing.acquireUninterruptibly();
    }
    racing = List.of();
    rethrow();
    return runs.stream().map(Run::ending).toList();
  }

  /// From now on these decide.
  void decide(Decisions next) {
    decisions = next;
  }

  /// Lets everything arrive that is still on its way; from now on nothing goes wrong any more.
  void settle() {
    arrive(Integer.MAX_VALUE);
    disturbed = false;
    decisions = Decisions.SOUND;
  }

  /// Whether a request is still on its way.
  boolean isAwaited() {
    return !late.isEmpty();
  }

  /// Where the world and every racing run are, as a number: what can follow depends on it alone.
  long state() {
    Facts facts = facts();
    long state =
        Hash.of(
            Hash.of(0, facts.tags().toString() + facts.latest()),
            facts.releases().toString() + facts.branches() + facts.pullRequests());
    for (Run run : racing) {
      state = Hash.of(state, Long.toString(run.history()) + run.isOver());
    }
    return state;
  }

  /// Checks what must hold when all runs are over.
  void checkSettled() {
    Settlement.checkSettled(facts());
  }

  /// Carries out one request of a run, or not, as was decided.
  <T> T carry(Run run, Request intended, Carrying<T> carrying) throws Exception {
    if (run.isDead()) {
      throw new Died();
    }
    takeTurn(run, intended);
    Request request = intended.numbered(requests++);
    arrive(request.number());
    Fate fate = decisions.fate(request);
    story.request(request, fate);
    if (request.write()) {
      writes++;
    }
    try {
      T answer = meet(run, request, fate, carrying);
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

  private <T> T meet(Run run, Request request, Fate fate, Carrying<T> carrying) throws Exception {
    if (fate == Fate.DIES_BEFORE) {
      throw dying(run);
    }
    if (fate == Fate.LATE) {
      disturbed = true;
      late.add(
          new Late(request.number() + 1 + request.number() % LATENESS, request.what(), carrying));
      clock = clock.plus(SLOWNESS);
      return carrying.breakOff();
    }
    if (!fate.isApplied()) {
      return fate.status() == 0 ? carrying.breakOff() : carrying.refuse(fate);
    }
    if (fate == Fate.STALE && answers.containsKey(request.what())) {
      disturbed = true;
      @SuppressWarnings("unchecked")
      T before = (T) answers.get(request.what());
      return before;
    }
    T answer = applied(request, carrying);
    if (fate == Fate.DIES_AFTER) {
      throw dying(run);
    }
    if (fate == Fate.SLOW) {
      clock = clock.plus(SLOWNESS);
    }
    if (fate == Fate.REPLY_LOST) {
      return carrying.breakOff();
    }
    return fate.status() == 0 ? answer : carrying.refuse(fate);
  }

  private <T> T applied(Request request, Carrying<T> carrying) throws Exception {
    try {
      T answer = carrying.apply();
      if (request.lags()) {
        answers.put(request.what(), answer);
      }
      return answer;
    } finally {
      if (request.write()) {
        look();
      }
    }
  }

  private void look() {
    if (story.isTold()) {
      story.world(lines());
    }
    promises.check(facts(), disturbed);
  }

  private void arrive(int now) {
    for (Late coming : List.copyOf(late)) {
      if (coming.due() <= now) {
        late.remove(coming);
        story.arrives(coming.what());
        try {
          coming.carrying().apply();
        } catch (Exception refused) {
          // Nobody waits for the answer any more.
        }
        look();
      }
    }
  }

  private static Died dying(Run run) {
    run.die();
    return new Died();
  }

  private void play(Run run, DesiredRelease wanted) {
    promises.expect(wanted);
    try {
      World reached = world.reachedBy(run, this);
      Conclusion conclusion =
          tool.release(
              wanted,
              reached,
              releases::build,
              new ApplyListener() {
                @Override
                public void planned(DesiredRelease desired, ObservedRelease observed, Plan plan) {
                  if (decisions.askForState()) {
                    run.planned(plan);
                  }
                }
              },
              pause -> clock = clock.plus(pause));
      run.end(new Ending.Concluded(conclusion));
      if (conclusion instanceof Conclusion.Converged converged) {
        Settlement.checkReadBack(world.sound(), facts(), converged.desired());
      }
    } catch (ReleaseException stopped) {
      run.end(new Ending.Stopped(stopped.problem()));
    } catch (Died died) {
      run.end(new Ending.Killed());
    } catch (Throwable bug) {
      run.end(new Ending.Killed());
      fail(bug);
    }
    story.ends(run, run.ending());
  }

  // The turn is handed over from run to run; whoever has it decides who is next.
  private void takeTurn(Run run, Request intended) {
    if (racing.isEmpty()) {
      return;
    }
    boolean first = !run.isReady();
    run.intends(intended);
    if (first) {
      pausing.release();
      run.awaitTurn();
    } else {
      Run next = choose(ready(), run);
      if (next != run) {
        next.giveTurn();
        run.awaitTurn();
      }
    }
    if (run.isDead()) {
      throw new Died();
    }
  }

  private void passOn(Run run) {
    List<Run> ready = ready();
    boolean started = ready.size() + ended() == racing.size();
    if (ready.isEmpty() || !started) {
      pausing.release();
    } else {
      choose(ready, run).giveTurn();
    }
  }

  private Run choose(List<Run> ready, Run last) {
    if (failure != null) {
      return ready.getFirst();
    }
    try {
      return decisions.next(ready, last, this);
    } catch (Throwable abandoned) {
      fail(abandoned);
      return ready.getFirst();
    }
  }

  private void fail(Throwable bug) {
    if (failure == null) {
      failure = bug;
    }
    racing.forEach(Run::die);
  }

  private List<Run> ready() {
    return racing.stream().filter(run -> run.isReady()).toList();
  }

  private int ended() {
    return (int) racing.stream().filter(Run::isOver).count();
  }

  private void rethrow() {
    switch (failure) {
      case null -> {}
      case Error error -> throw error;
      case RuntimeException exception -> throw exception;
      default -> throw new IllegalStateException(failure);
    }
  }
}
