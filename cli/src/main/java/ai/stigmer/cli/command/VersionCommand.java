package ai.stigmer.cli.command;

import ai.stigmer.cli.stamp.Build;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `stigmer version`: which release this is, and which image it starts.
@Command(
    name = "version",
    description = "Shows the version, its commit and the image it starts.",
    optionListHeading = "%nOptions:%n",
    usageHelpAutoWidth = true)
final class VersionCommand implements Runnable {

  private final Build build;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--output",
      paramLabel = "text|json",
      defaultValue = "text",
      description = "How to write the result (default: text).")
  private Output output = Output.TEXT;

  VersionCommand(Build build) {
    this.build = build;
  }

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        switch (output) {
          case TEXT -> text(build);
          case JSON -> json(build);
        });
  }

  private static String text(Build build) {
    return switch (build) {
      case Build.Released released ->
          """
          stigmer %s
          commit  %s
          image   %s\
          """
              .formatted(released.version(), released.commit(), released.image());
      case Build.Development development ->
          """
          stigmer %s
          commit  none: built from a checkout, not by a release
          image   none: only a release names one\
          """
              .formatted(development.version());
    };
  }

  /// No value needs escaping: a stamp with a quotation mark is refused when it is read.
  private static String json(Build build) {
    return switch (build) {
      case Build.Released released ->
          """
          {"schemaVersion":1,"version":"%s","commit":"%s","image":"%s"}\
          """
              .formatted(released.version(), released.commit(), released.image());
      case Build.Development development ->
          """
          {"schemaVersion":1,"version":"%s","commit":null,"image":null}\
          """
              .formatted(development.version());
    };
  }
}
