package ai.stigmer.cli.settings;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Every setting that has a value: of the environment, else of `config.yaml`.
public final class Settings {

  /// A value and where it comes from.
  ///
  /// @param origin the variable's name, or the file's
  public record Value(String text, String origin) {}

  private final Map<Setting, Value> values;
  private final List<String> unused;

  private Settings(Map<Setting, Value> values, List<String> unused) {
    this.values = values;
    this.unused = List.copyOf(unused);
  }

  /// Reads the file, which need not exist, and the environment. An empty variable is one that is
  /// not set.
  ///
  /// @throws InvalidSettingException if the file is no valid configuration, or a value has not the
  ///   form its key expects
  public static Settings read(Folders folders, Map<String, String> environment) {
    SettingsFile file = SettingsFile.at(folders.configuration());
    Map<Setting, Value> values = new EnumMap<>(Setting.class);
    file.values()
        .forEach((setting, text) -> values.put(setting, new Value(text, file.path().toString())));
    for (Setting setting : Setting.values()) {
      String text = environment.getOrDefault(setting.variable(), "");
      if (!text.isEmpty()) {
        values.put(setting, new Value(setting.check(text, setting.variable()), setting.variable()));
      }
    }
    return new Settings(values, file.unused());
  }

  /// The value of a setting.
  public Optional<String> find(Setting setting) {
    return value(setting).map(Value::text);
  }

  /// The value of a setting and where it comes from.
  public Optional<Value> value(Setting setting) {
    return Optional.ofNullable(values.get(setting));
  }

  /// The keys of the file that were settings of the tool this one succeeds and mean nothing here.
  public List<String> unused() {
    return unused;
  }
}
