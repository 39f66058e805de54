package ai.stigmer.cli.command;

import ai.stigmer.cli.container.LocalImage;
import ai.stigmer.cli.problem.UserFailure;
import ai.stigmer.cli.process.Pending;
import ai.stigmer.cli.runtime.ContainerRuntime;
import ai.stigmer.cli.runtime.RuntimeFailure;
import ai.stigmer.cli.server.UnneededImages;
import ai.stigmer.cli.settings.Settings;
import ai.stigmer.cli.terminal.Terminal;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `stigmer server prune`: makes room.
@Command(
    name = "prune",
    description = "Removes images of earlier versions, which nothing needs any more.")
final class PruneCommand implements Callable<Integer> {

  private final ServerContext context;

  @Mixin private RuntimeOption runtime = new RuntimeOption();

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask.")
  private boolean agreed;

  PruneCommand(ServerContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Terminal terminal = context.terminal();
    Settings settings = context.settings();
    ContainerRuntime found = runtime.one(context, settings);
    List<LocalImage> images = UnneededImages.find(found, settings, context.build());
    if (images.isEmpty()) {
      terminal.print("Nothing to remove.");
      return 0;
    }
    images.forEach(image -> terminal.say("  " + text(image)));
    if (!agreed && !confirmed()) {
      terminal.print("Nothing was removed.");
      return 0;
    }
    return context.server(found).alone(() -> remove(images, found)) ? 0 : 1;
  }

  /// @return whether all are gone
  private boolean remove(List<LocalImage> images, ContainerRuntime found) {
    Terminal terminal = context.terminal();
    boolean all = true;
    for (LocalImage image : images) {
      try {
        found.removeImage(image.id());
        terminal.print("Removed " + text(image));
      } catch (RuntimeFailure inUse) {
        terminal.fail(inUse.summary(), inUse.remedy());
        all = false;
      }
    }
    return all;
  }

  private boolean confirmed() {
    return Pending.of(() -> context.terminal().confirm("Remove these images?"))
        .get()
        .orElseThrow(
            () -> new UserFailure("Nobody is there to ask whether to remove them.", "Add --yes."));
  }

  private static String text(LocalImage image) {
    List<String> names = image.tags().isEmpty() ? image.digests() : image.tags();
    return "%s (%s)"
        .formatted(
            names.isEmpty() ? image.id() : String.join(", ", names), Bytes.text(image.size()));
  }
}
