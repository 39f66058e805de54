package ai.stigmer.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.stigmer.cli.process.Pending;
import ai.stigmer.cli.settings.Folders;
import ai.stigmer.cli.settings.InvalidSettingException;
import ai.stigmer.cli.settings.Setting;
import ai.stigmer.cli.settings.Settings;
import ai.stigmer.cli.settings.SettingsFile;
import ai.stigmer.cli.terminal.Terminal;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `stigmer config`: what is set, and where.
@Command(
    name = "config",
    description = "Shows and changes the settings.",
    synopsisSubcommandLabel = "COMMAND")
final class ConfigCommand extends Group {

  private static final String HIDDEN = "***";

  private final Map<String, String> environment;
  private final Terminal terminal;
  private final InputStream in;

  @Spec private CommandSpec spec = CommandSpec.create();

  private ConfigCommand(CommandContext context) {
    this.environment = context.environment();
    this.terminal = context.terminal();
    this.in = context.in();
  }

  /// The command with its own.
  static CommandLine of(CommandContext context) {
    var config = new ConfigCommand(context);
    return new CommandLine(config)
        .addSubcommand(new Get(config))
        .addSubcommand(new Put(config))
        .addSubcommand(new All(config))
        .addSubcommand(new Where(config));
  }

  /// A secret where nobody is there to ask.
  private Optional<String> line() {
    return new BufferedReader(new InputStreamReader(in, UTF_8)).lines().findFirst();
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

  /// Every key, for a shell to offer.
  static final class Keys implements Iterable<String> {

    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(Setting.values()).map(Setting::key).iterator();
    }
  }

  /// `stigmer config get KEY`.
  @Command(name = "get", description = "Shows the value of one setting, or nothing if it has none.")
  static final class Get implements Runnable {

    private final ConfigCommand config;

    @Parameters(
        paramLabel = "KEY",
        description = "The setting, such as backend.local.runtime.",
        completionCandidates = Keys.class)
    private String key = "";

    Get(ConfigCommand config) {
      this.config = config;
    }

    @Override
    public void run() {
      Setting setting = setting(key);
      config
          .settings()
          .value(setting)
          .ifPresent(value -> config.out().println(shown(setting, value)));
    }
  }

  /// `stigmer config set KEY VALUE`, and `stigmer config set KEY` for what must not be seen.
  @Command(
      name = "set",
      description = "Writes a setting into config.yaml.",
      footer = {
        "",
        "A secret is no argument, which other people of this machine can read: it is asked for, or",
        "read from stdin. A key that the environment holds is better left there: config.yaml is",
        "plain text.",
      })
  static final class Put implements Runnable {

    private final ConfigCommand config;

    @Parameters(
        index = "0",
        paramLabel = "KEY",
        description = "The setting, such as backend.local.runtime.",
        completionCandidates = Keys.class)
    private String key = "";

    @Parameters(
        index = "1",
        arity = "0..1",
        paramLabel = "VALUE",
        description = "Its new value; a secret is asked for instead.")
    private Optional<String> value = Optional.empty();

    @Spec private CommandSpec spec = CommandSpec.create();

    Put(ConfigCommand config) {
      this.config = config;
    }

    @Override
    public void run() {
      Setting setting = setting(key);
      SettingsFile.at(config.folders().configuration())
          .set(setting, setting.isSecret() ? secret() : visible());
      String shadow = config.environment.getOrDefault(setting.variable(), "");
      if (!shadow.isEmpty()) {
        config
            .spec
            .commandLine()
            .getErr()
            .println("note: " + setting.variable() + " is set, and goes before the file");
      }
    }

    private String visible() {
      return value.orElseThrow(() -> misused("say what " + key + " is to be"));
    }

    private String secret() {
      if (value.isPresent()) {
        throw misused(
            "a secret is no argument, which others can read: 'stigmer config set %s' asks for it"
                .formatted(key));
      }
      return Pending.of(() -> config.terminal.askHidden("The value of " + key).or(config::line))
          .get()
          .orElseThrow(() -> misused("nothing was typed"));
    }

    private ParameterException misused(String problem) {
      return new ParameterException(spec.commandLine(), problem);
    }
  }

  /// `stigmer config list`.
  @Command(
      name = "list",
      description = "Shows every setting, its value and where the value comes from.")
  static final class All implements Runnable {

    private final ConfigCommand config;

    All(ConfigCommand config) {
      this.config = config;
    }

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

    private final ConfigCommand config;

    Where(ConfigCommand config) {
      this.config = config;
    }

    @Override
    public void run() {
      config.out().println(config.folders().configuration());
    }
  }
}
