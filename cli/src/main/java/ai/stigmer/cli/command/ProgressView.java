package ai.stigmer.cli.command;

import ai.stigmer.cli.container.PullProgress;
import ai.stigmer.cli.server.Progress;
import ai.stigmer.cli.server.Step;
import ai.stigmer.cli.terminal.Terminal;
import java.util.OptionalLong;

/// Tells a person what happens.
final class ProgressView implements Progress {

  private final Terminal terminal;
  private long toldLayers;

  ProgressView(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void begins(Step step) {
    switch (step) {
      case Step.Pull _ -> toldLayers = 0;
      case Step.Remove(var _, var container, var reason) ->
          terminal.say("Removing %s: %s".formatted(container.name(), reason));
      case Step.Start(var component, var wanted) ->
          terminal.say("Starting %s from %s".formatted(component.phrase(), wanted.image()));
      case Step.Stop(var component, var _) -> terminal.say("Stopping " + component.phrase());
      case Step.AwaitTemporal(var address) ->
          terminal.show("Waiting for Temporal at %s".formatted(address));
      case Step.AwaitHealthy _ -> terminal.show("Waiting until the agent-runner is healthy");
    }
  }

  @Override
  public void downloads(Step.Pull pull, OptionalLong size) {
    terminal.say(
        "Downloading %s%s"
            .formatted(
                pull.image(), size.isPresent() ? " (" + Bytes.text(size.getAsLong()) + ")" : ""));
  }

  @Override
  public void pulled(PullProgress progress, OptionalLong size) {
    String text =
        "  %d of %d layers%s"
            .formatted(progress.finishedLayers(), progress.layers().size(), bytes(progress, size));
    if (terminal.isWatched()) {
      terminal.show(text);
    } else if (progress.finishedLayers() > toldLayers) {
      toldLayers = progress.finishedLayers();
      terminal.say(text);
    }
  }

  @Override
  public void says(String line) {
    terminal.say(line);
  }

  private static String bytes(PullProgress progress, OptionalLong size) {
    if (progress.bytes() == 0) {
      return "";
    }
    String arrived = ", " + Bytes.text(progress.bytes());
    return size.isPresent() ? arrived + " of " + Bytes.text(size.getAsLong()) : arrived;
  }
}
