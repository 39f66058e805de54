package ai.stigmer.release.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What lies between the runs and the world: every request meets its fate here, in the time of this
/// world.
final class Wire {

  private static final Duration SLOWNESS = Duration.ofSeconds(30);
  private static final int LATENESS = 5;

  private final Story story;
  private final Runnable written;
  private final Map<String, Object> answers = new HashMap<>();
  private final List<Late> late = new ArrayList<>();
  private Duration clock = Duration.ZERO;
  private boolean disturbed;
  private int requests;
  private int writes;
  private int faults;
  private int deaths;

  private record Late(int due, Request request, Carrying<?> carrying) {}

  /// @param written hears of every write that shows
  Wire(Story story, Runnable written) {
    this.story = story;
    this.written = written;
  }

  /// How many requests were made so far.
  int requests() {
    return requests;
  }

  /// How many of them may have changed the world.
  int writes() {
    return writes;
  }

  /// How many of them met another fate than to be carried out and answered.
  int faults() {
    return faults;
  }

  /// How often the process died with one.
  int deaths() {
    return deaths;
  }

  /// The time all pauses and slow answers took.
  Duration clock() {
    return clock;
  }

  /// Lets time pass.
  void pause(Duration pause) {
    clock = clock.plus(pause);
  }

  /// Whether what is written may cross what another wrote, or read.
  boolean isDisturbed() {
    return disturbed;
  }

  /// Whether a request is still on its way.
  boolean isAwaited() {
    return !late.isEmpty();
  }

  /// Forgets what was answered before.
  ///
  /// @param racing whether several runs are to come
  void begin(boolean racing) {
    answers.clear();
    disturbed = racing || isAwaited();
  }

  /// Lets everything arrive that is still on its way.
  void settle() {
    arrive(Integer.MAX_VALUE);
    disturbed = false;
  }

  /// Carries out one request of a run, or not, as is decided.
  <T> T carry(Run run, Request intended, Decisions decisions, Carrying<T> carrying)
      throws Exception {
    Request request = intended.numbered(requests++);
    arrive(request.number());
    Fate fate = decisions.fate(request);
    story.request(request, fate);
    if (fate.isDeath()) {
      deaths++;
    } else if (fate != Fate.APPLIED) {
      faults++;
    }
    if (request.write()) {
      writes++;
    }
    if (fate == Fate.DIES_BEFORE) {
      throw run.killed();
    }
    if (fate == Fate.LATE) {
      disturbed = true;
      late.add(new Late(request.number() + 1 + request.number() % LATENESS, request, carrying));
      pause(SLOWNESS);
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
      throw run.killed();
    }
    if (fate == Fate.SLOW) {
      pause(SLOWNESS);
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
      if (request.shows()) {
        written.run();
      }
    }
  }

  private void arrive(int now) {
    for (Late coming : List.copyOf(late)) {
      if (coming.due() <= now) {
        late.remove(coming);
        story.arrives(coming.request().what());
        try {
          applied(coming.request(), coming.carrying());
        } catch (Exception refused) {
          // Nobody waits for the answer any more.
        }
      }
    }
  }
}
