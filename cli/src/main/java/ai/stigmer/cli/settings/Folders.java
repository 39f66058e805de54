package ai.stigmer.cli.settings;

import java.nio.file.Path;
import java.util.Map;

/// Where stigmer keeps what it keeps.
///
/// @param home the folder of the configuration and the agents, `~/.stigmer`
/// @param data the folder of everything else, `~/.stigmer/data` or `STIGMER_DATA_DIR`
public record Folders(Path home, Path data) {

  /// The folders of the person whose environment this is.
  ///
  /// @throws InvalidSettingException if the environment does not tell where home is
  public static Folders of(Map<String, String> environment) {
    String home = environment.getOrDefault("HOME", "");
    if (!home.startsWith("/")) {
      throw new InvalidSettingException(
          "HOME is '%s'".formatted(home),
          "Set it to your home folder, where stigmer keeps its files in .stigmer.");
    }
    Path stigmer = Path.of(home, ".stigmer");
    String data = environment.getOrDefault("STIGMER_DATA_DIR", "");
    return new Folders(
        stigmer, data.isEmpty() ? usualData(stigmer) : Path.of(data).toAbsolutePath().normalize());
  }

  /// Where the data are unless something else is set.
  public Path usualData() {
    return usualData(home);
  }

  private static Path usualData(Path home) {
    return home.resolve("data");
  }

  /// The file the settings stand in.
  public Path configuration() {
    return home.resolve("config.yaml");
  }

  /// The folder of a person's own agents.
  public Path agents() {
    return home.resolve("agents");
  }

  /// The folder that the runner sees as `/workspace`.
  public Path workspace() {
    return data.resolve("workspace");
  }
}
