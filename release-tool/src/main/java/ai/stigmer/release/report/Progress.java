package ai.stigmer.release.report;

import ai.stigmer.release.apply.ApplyListener;
import ai.stigmer.release.apply.Outcome.Done;
import ai.stigmer.release.apply.Outcome.Failed;
import ai.stigmer.release.apply.Outcome.MovedOn;
import ai.stigmer.release.apply.Outcome.Result;
import ai.stigmer.release.apply.Outcome.Skipped;
import ai.stigmer.release.build.BuildListener;
import ai.stigmer.release.plan.Decision.Change;
import ai.stigmer.release.plan.DesiredRelease;
import ai.stigmer.release.plan.ObservedRelease;
import ai.stigmer.release.plan.Plan;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/// Tells a person what a run does while it does it: a bar on a terminal, plain lines elsewhere.
public final class Progress implements ApplyListener, BuildListener {

  private static final int BAR = 20;
  private static final int WIDTH = 79;
  private static final String ERASE_LINE = "\r\u001b[2K";

  private final Consumer<String> screen;
  private final boolean terminal;
  private final Optional<Consumer<String>> commands;
  private final Style style;
  private final InstantSource clock;
  private int total;
  private int finished;
  private Instant since;
  private long bytes;

  /// Progress on a screen.
  ///
  /// @param screen takes text as it is to appear, line breaks included
  /// @param terminal whether a line can be drawn again
  /// @param commands takes commands of GitHub Actions without their colons, if that is what shows
  ///   the text: it folds groups of lines
  public Progress(
      Consumer<String> screen,
      boolean terminal,
      Optional<Consumer<String>> commands,
      Style style,
      InstantSource clock) {
    this.screen = screen;
    this.terminal = terminal;
    this.commands = commands;
    this.style = style;
    this.clock = clock;
    this.since = clock.instant();
  }

  @Override
  public void begin(String what) {
    since = clock.instant();
    bytes = 0;
    draw(what);
  }

  @Override
  public void end(String what) {
    line(style.good("✓"), what + took());
  }

  @Override
  public void fail(String what) {
    line(style.bad("✗"), what + took());
  }

  @Override
  public void observing() {
    begin("looking at the world");
  }

  @Override
  public void planned(DesiredRelease desired, ObservedRelease observed, Plan plan) {
    total = 0;
    end("looked at the world: " + PlanText.summary(plan));
  }

  @Override
  public void applying(DesiredRelease desired, Plan plan) {
    total = plan.changes().size();
    finished = 0;
    String text = PlanText.of(desired, plan, style);
    if (commands.isPresent()) {
      commands.orElseThrow().accept("group::Plan");
      screen.accept(text);
      commands.orElseThrow().accept("endgroup::");
    } else {
      screen.accept("\n" + text + "\n");
    }
  }

  @Override
  public void started(Change change) {
    begin(change.subject() + ": " + ActionText.of(change.action()));
  }

  @Override
  public void sent(String what, long size) {
    bytes += size;
    draw(what + " " + Amounts.ofBytes(bytes));
  }

  @Override
  public void finished(Result result) {
    finished++;
    String what = result.change().subject().toString();
    switch (result) {
      case Done _ -> end(what + (bytes > 0 ? ", " + Amounts.ofBytes(bytes) + " sent" : ""));
      case MovedOn movedOn -> line(style.change("~"), what + ": " + movedOn.found());
      case Failed failed ->
          line(style.bad("✗"), what + ": " + failed.problem().text().replace("\n", "\n    "));
      case Skipped _ -> line(style.faint("-"), what + ": not tried, something it needs failed");
    }
  }

  private void line(String mark, String text) {
    screen.accept((terminal ? ERASE_LINE : "") + "  " + mark + " " + text + "\n");
  }

  // A line that wrapped could not be drawn again.
  private void draw(String what) {
    if (terminal) {
      String text = bar() + " " + what;
      screen.accept(ERASE_LINE + text.substring(0, Math.min(WIDTH, text.length())));
    }
  }

  private String bar() {
    int filled = total == 0 ? 0 : Math.min(BAR, finished * BAR / total);
    return "  ["
        + "#".repeat(filled)
        + ".".repeat(BAR - filled)
        + "]"
        + (total == 0 ? "" : " " + Math.min(finished + 1, total) + "/" + total);
  }

  private String took() {
    Duration took = Duration.between(since, clock.instant());
    return took.toMillis() < 100 ? "" : style.faint(" (" + Amounts.ofTime(took) + ")");
  }
}
