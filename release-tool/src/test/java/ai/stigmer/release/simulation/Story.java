package ai.stigmer.release.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// What happened in a simulation, line by line: who asked what, what became of it, and what it
/// changed. Telling costs time, so a simulation is played silently, and told when it is replayed.
final class Story {

  private static final Pattern DIGEST = Pattern.compile("\\b([0-9a-f]{8})[0-9a-f]{32,56}\\b");

  private final boolean told;
  private final List<String> lines = new ArrayList<>();
  private List<String> world = List.of();

  private Story(boolean told) {
    this.told = told;
  }

  static Story told() {
    return new Story(true);
  }

  static Story silent() {
    return new Story(false);
  }

  boolean isTold() {
    return told;
  }

  void begins(String what) {
    if (told) {
      lines.add("-- " + what);
    }
  }

  void request(Request request, Fate fate) {
    if (told) {
      lines.add(
          "%4d  %-14s %s%s"
              .formatted(
                  request.number(),
                  request.run(),
                  request.what(),
                  fate == Fate.APPLIED ? "" : "  => " + fate));
    }
  }

  void arrives(String what) {
    if (told) {
      lines.add("      (arrives late)  " + what);
    }
  }

  /// What a request changed.
  void world(List<String> now) {
    if (told) {
      world.stream()
          .filter(line -> !now.contains(line))
          .forEach(line -> lines.add("        - " + line));
      now.stream()
          .filter(line -> !world.contains(line))
          .forEach(line -> lines.add("        + " + line));
      world = now;
    }
  }

  void ends(Run run, Ending ending) {
    if (told) {
      lines.add(
          "-- "
              + run
              + " "
              + switch (ending) {
                case Ending.Concluded(var conclusion) ->
                    "says " + conclusion.getClass().getSimpleName();
                case Ending.Stopped(var problem) -> "stops: " + problem.summary();
                case Ending.Killed() -> "is killed";
              });
    }
  }

  @Override
  public String toString() {
    return DIGEST.matcher(String.join("\n", lines)).replaceAll("$1…");
  }
}
