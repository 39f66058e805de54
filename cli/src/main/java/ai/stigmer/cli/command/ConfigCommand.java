package ai.stigmer.cli.command;

import ai.stigmer.cli.settings.Folders;
import ai.stigmer.cli.settings.InvalidSettingException;
import ai.stigmer.cli.settings.Setting;
import ai.stigmer.cli.settings.Settings;
import ai.stigmer.cli.settings.SettingsFile;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `stigmer config`: what is set, and where.
@Command(
    name = "config",
    description = "Shows and changes the settings.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ConfigCommand.Get.class,
      ConfigCommand.Put.class,
      ConfigCommand.All.class,
      ConfigCommand.Where.class,
    })
final class ConfigCommand extends Group {

  private static final String HIDDEN = "***";

  private final Map<String, String> environment;

  @Spec private CommandSpec spec = CommandSpec.create();

  ConfigCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  private Folders folders() {
    return Folders.of(environment);
  }

  private Settings settings() {
    return Settings.read(folders(), environment);
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private static Setting setting(String key) {
    return Setting.of(key)
        .orElseThrow(() ->
            new InvalidSettingException(
                "'%s' is no setting".formatted(key), "'stigmer config list' shows every setting."));
  }

  private static String shown(Setting setting, Settings.Value value) {
    return setting.isSecret() ? HIDDEN : value.text();
  }

  /// `stigmer config get KEY`.
  @Command(name = "get", description = "Shows the value of one setting, or nothing if it has none.")
  static final class Get implements Runnable {

    @ParentCommand private ConfigCommand config = new ConfigCommand(Map.of());

    @Parameters(paramLabel = "KEY", description = "The setting, such as backend.local.runtime.")
    private String key = "";

    @Override
    public void run() {
      Setting setting = setting(key);
      config
          .settings()
          .value(setting)
          .ifPresent(value -> config.out().println(shown(setting, value)));
    }
  }

  /// `stigmer config set KEY VALUE`.
  @Command(
      name = "set",
      description = "Writes a setting into config.yaml.",
      footer =
          "%nA key that the environment holds is better left there: config.yaml is plain text.")
  static final class Put implements Runnable {

    @ParentCommand private ConfigCommand config = new ConfigCommand(Map.of());

    @Parameters(
        index = "0",
        paramLabel = "KEY",
        description = "The setting, such as backend.local.runtime.")
    private String key = "";

    @Parameters(index = "1", paramLabel = "VALUE", description = "Its new value.")
    private String value = "";

    @Override
    public void run() {
      Setting setting = setting(key);
      SettingsFile.at(config.folders().configuration()).set(setting, value);
      String shadow = config.environment.getOrDefault(setting.variable(), "");
      if (!shadow.isEmpty()) {
        config
            .spec
            .commandLine()
            .getErr()
            .println("note: " + setting.variable() + " is set, and goes before the file");
      }
    }
  }

  /// `stigmer config list`.
  @Command(
      name = "list",
      description = "Shows every setting, its value and where the value comes from.")
  static final class All implements Runnable {

    @ParentCommand private ConfigCommand config = new ConfigCommand(Map.of());

    @Override
    public void run() {
      Settings settings = config.settings();
      for (Setting setting : Setting.values()) {
        config.out().println(setting.key());
        config.out().println("  " + setting.meaning());
        config
            .out()
            .println(
                settings
                    .value(setting)
                    .map(value -> "  %s (%s)".formatted(shown(setting, value), value.origin()))
                    .orElse("  not set"));
      }
      settings.unused().forEach(key -> config.out().println(key + "\n  not used by this stigmer"));
    }
  }

  /// `stigmer config path`.
  @Command(name = "path", description = "Shows where config.yaml is.")
  static final class Where implements Runnable {

    @ParentCommand private ConfigCommand config = new ConfigCommand(Map.of());

    @Override
    public void run() {
      config.out().println(config.folders().configuration());
    }
  }
}
