package ai.stigmer.release.simulation;

import ai.stigmer.release.plan.DesiredRelease;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Plays simulations by the thousand and holds the promises against each. The first that breaks one
/// is played again, and its story told.
final class Trials {

  private static final int FAULTS = 25;
  private static final int RARE = 15;
  private static final int BURST = 500;

  private final Supplier<SimulatedWorld> worlds;
  private final Tool tool;
  private final Releases releases;
  private final Map<Scenario, SimulatedWorld> beginnings = new ConcurrentHashMap<>();
  private final Map<Scenario, Settled> settled = new ConcurrentHashMap<>();

  Trials(Supplier<SimulatedWorld> worlds, Tool tool, Releases releases) {
    this.worlds = worlds;
    this.tool = tool;
    this.releases = releases;
  }

  /// The release alone, and twice.
  void undisturbed(Scenario scenario) {
    play(
        new Trial("undisturbed", scenario, () -> Decisions.SOUND, interrupted(scenario)),
        new Tally());
  }

  /// Every fate at every request of a release, one at a time; then it is run again.
  Tally everyFate(Scenario scenario) {
    return atEveryRequest(
        scenario,
        Arrays.stream(Fate.values()).filter(fate -> !fate.isDeath()).toList(),
        false,
        interrupted(scenario));
  }

  /// The process dies before and after every write; then it is run again.
  Tally everyDeath(Scenario scenario) {
    return atEveryDeath(scenario, interrupted(scenario));
  }

  /// The first process dies before and after every write; the others follow, and only then is it
  /// run again.
  Tally everyDeathOvertaken(Scenario scenario) {
    Settled settled = settled(scenario);
    return atEveryDeath(scenario, simulation -> Courses.overtaken(simulation, scenario, settled));
  }

  /// Several faults and deaths in each, as the seeds have it.
  Tally schedules(List<Scenario> scenarios, long from, long count) {
    return schedules(scenarios, from, count, seed -> Decisions.seeded(seed, FAULTS));
  }

  /// The same, with faults that come together: several of them meet in one call.
  Tally bursts(List<Scenario> scenarios, long from, long count) {
    return schedules(scenarios, from, count, seed -> Decisions.seeded(seed, RARE, BURST));
  }

  private Tally schedules(
      List<Scenario> scenarios, long from, long count, LongFunction<Decisions> decisions) {
    List<Consumer<Simulation>> courses = scenarios.stream().map(this::interrupted).toList();
    return play(
        LongStream.range(from, from + count)
            .mapToObj(seed -> {
              int which = (int) (seed % scenarios.size());
              return new Trial(
                  "seed " + seed,
                  scenarios.get(which),
                  () -> decisions.apply(seed),
                  courses.get(which));
            }));
  }

  /// Releases at once, in the order the seeds have it.
  ///
  /// @param faults how many of a thousand requests go wrong
  Tally races(List<Scenario> scenarios, long from, long count, int faults) {
    List<Settled> settled = scenarios.stream().map(this::settled).toList();
    return play(
        LongStream.range(from, from + count)
            .mapToObj(seed -> {
              int which = (int) (seed % scenarios.size());
              Scenario scenario = scenarios.get(which);
              return new Trial(
                  "seed " + seed,
                  scenario,
                  () -> Decisions.seeded(seed, faults),
                  simulation -> Courses.raced(simulation, scenario, settled.get(which)));
            }));
  }

  /// Releases at once, in every order in which they are interrupted at most so many times, up to
  /// orders that lead to the same state.
  Tally orders(Scenario scenario, int interruptions) {
    var orders = new Orders(scenario.isOfDifferentVersions());
    Settled settled = settled(scenario);
    var tally = new Tally();
    List<List<String>> beginnings = List.of(List.of());
    for (int used = 0; used <= interruptions && !beginnings.isEmpty(); used++) {
      var further = new ArrayList<List<String>>();
      for (List<String> beginning : beginnings) {
        play(
            new Trial(
                "an order",
                scenario,
                () -> orders.follow(beginning, further::add),
                orders::again,
                simulation -> {
                  try {
                    Courses.raced(simulation, scenario, settled);
                  } catch (Orders.Known known) {
                    // From here on it was played before.
                  }
                }),
            tally);
      }
      beginnings = further;
    }
    return tally;
  }

  /// @param again the same decisions, once more
  /// @param course what is done in the world, and what must be so then
  private record Trial(
      String name,
      Scenario scenario,
      Supplier<Decisions> decisions,
      Supplier<Decisions> again,
      Consumer<Simulation> course) {

    Trial(
        String name,
        Scenario scenario,
        Supplier<Decisions> decisions,
        Consumer<Simulation> course) {
      this(name, scenario, decisions, decisions, course);
    }
  }

  private Tally atEveryDeath(Scenario scenario, Consumer<Simulation> course) {
    return atEveryRequest(scenario, List.of(Fate.DIES_BEFORE, Fate.DIES_AFTER), true, course);
  }

  private Tally atEveryRequest(
      Scenario scenario, List<Fate> fates, boolean onlyWrites, Consumer<Simulation> course) {
    var requests = new ArrayList<Request>();
    var listening =
        new Decisions() {
          @Override
          public Fate fate(Request request) {
            requests.add(request);
            return Fate.APPLIED;
          }
        };
    int first;
    try (Simulation counting = simulation(scenario, listening, Story.silent())) {
      first = counting.requests();
      counting.release(scenario.now().getFirst());
    }
    return play(
        fates.stream()
            .flatMap(fate ->
                requests.stream()
                    .filter(request -> request.write() || !onlyWrites)
                    .map(request ->
                        new Trial(
                            fate + " at request " + (request.number() - first),
                            scenario,
                            () -> Decisions.at(request.number(), fate),
                            course))));
  }

  // Whichever processor is faster: the first of the trials that breaks a promise is told.
  private Tally play(Stream<Trial> trials) {
    var tally = new Tally();
    trials
        .parallel()
        .flatMap(trial -> broken(trial, tally).map(promise -> told(trial, promise)).stream())
        .findFirst()
        .ifPresent(promise -> {
          throw promise;
        });
    return tally;
  }

  private void play(Trial trial, Tally tally) {
    broken(trial, tally)
        .ifPresent(promise -> {
          throw told(trial, promise);
        });
  }

  private Optional<BrokenPromise> broken(Trial trial, Tally tally) {
    try (Simulation simulation =
        simulation(trial.scenario(), trial.decisions().get(), Story.silent())) {
      trial.course().accept(simulation);
      tally.add(simulation);
      return Optional.empty();
    } catch (BrokenPromise promise) {
      return Optional.of(promise);
    } catch (RuntimeException bug) {
      return Optional.of(new BrokenPromise(bug));
    }
  }

  private BrokenPromise told(Trial trial, BrokenPromise promise) {
    return promise.in(trial.name() + ", " + trial.scenario(), story(trial));
  }

  private String story(Trial trial) {
    Story story = Story.told();
    try (Simulation simulation = simulation(trial.scenario(), trial.again().get(), story)) {
      trial.course().accept(simulation);
    } catch (BrokenPromise | RuntimeException again) {
      return story.toString();
    }
    return story + "\n(played again it went well: the simulation is not deterministic)";
  }

  /// A simulation in a world in which everything before has happened.
  private Simulation simulation(Scenario scenario, Decisions decisions, Story story) {
    SimulatedWorld world = beginnings.computeIfAbsent(scenario, this::beginning).copy();
    var simulation = new Simulation(world, scenario.before(), tool, story, releases);
    simulation.decide(decisions);
    return simulation;
  }

  private SimulatedWorld beginning(Scenario scenario) {
    SimulatedWorld world = worlds.get();
    Story story = Story.told();
    var simulation = new Simulation(world, List.of(), tool, story, releases);
    try {
      for (DesiredRelease earlier : scenario.before()) {
        simulation.release(earlier);
        if (scenario.merged()) {
          world.mergePullRequests();
        }
      }
    } catch (BrokenPromise promise) {
      throw promise.in("undisturbed, before " + scenario, story.toString());
    }
    return world;
  }

  private Consumer<Simulation> interrupted(Scenario scenario) {
    List<String> whole = whole(scenario);
    Settled settled = settled(scenario);
    return simulation -> Courses.interrupted(simulation, scenario, whole, settled);
  }

  private Settled settled(Scenario scenario) {
    return settled.computeIfAbsent(scenario, _ -> new Settled());
  }

  // The world an undisturbed run leaves.
  private List<String> whole(Scenario scenario) {
    var whole = new ArrayList<String>();
    play(
        new Trial(
            "undisturbed",
            scenario,
            () -> Decisions.SOUND,
            undisturbed -> {
              Promises.require(
                  "I6",
                  Courses.isDone(scenario, undisturbed.release(scenario.now().getFirst())),
                  "an undisturbed run converges");
              undisturbed.checkSettled(scenario.heldUp());
              whole.addAll(undisturbed.lines());
            }),
        new Tally());
    return whole;
  }
}
