package ai.stigmer.cli.server;

import ai.stigmer.cli.settings.Setting;
import ai.stigmer.cli.settings.Settings;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// What of this machine's environment and settings reaches the agent-runner. Nothing else does.
final class RunnerEnvironment {

  /// Where the agent-runner finds Temporal.
  static final String TEMPORAL = Setting.TEMPORAL_ADDRESS.variable();

  /// The variables that reach it under their own name.
  private static final List<String> PASSED =
      List.of(
          "TEMPORAL_NAMESPACE",
          "TEMPORAL_AGENT_EXECUTION_RUNNER_TASK_QUEUE",
          "TEMPORAL_MAX_CONCURRENCY",
          "STIGMER_BACKEND_ENDPOINT",
          "STIGMER_API_KEY",
          "ANTHROPIC_API_KEY",
          "OPENAI_API_KEY",
          "OLLAMA_BASE_URL",
          "LOG_LEVEL",
          "LOG_FORMAT",
          "STIGMER_AGENT_RUNNER_DEBUG");

  /// The variables of the command itself that are no settings.
  private static final List<String> OWN =
      List.of("STIGMER_DATA_DIR", DevelopmentRunner.HOME_VARIABLE);

  /// The settings that reach it as variables.
  private static final List<Setting> SETTINGS =
      List.of(Setting.LLM_PROVIDER, Setting.LLM_MODEL, Setting.LLM_BASE_URL, Setting.LLM_API_KEY);

  private static final List<String> ADDRESSES =
      List.of("STIGMER_BACKEND_ENDPOINT", "OLLAMA_BASE_URL", Setting.LLM_BASE_URL.variable());

  private static final String OLLAMA = "OLLAMA_BASE_URL";
  private static final String USUAL_OLLAMA = "http://localhost:11434";

  /// This machine's own name as the host of an address.
  private static final Pattern THIS_MACHINE =
      Pattern.compile("^(https?://)?(localhost|127\\.0\\.0\\.1|\\[::1])(?=[:/]|$)");

  private RunnerEnvironment() {}

  /// The variables of a runner that shares this machine's network.
  static Map<String, String> onThisMachine(
      Settings settings, Map<String, String> environment, Address temporal) {
    var variables = new TreeMap<String, String>();
    for (String name : PASSED) {
      String value = environment.getOrDefault(name, "");
      if (!value.isEmpty()) {
        variables.put(name, value);
      }
    }
    for (Setting setting : SETTINGS) {
      settings.find(setting).ifPresent(value -> variables.put(setting.variable(), value));
    }
    variables.put(TEMPORAL, temporal.toString());
    return variables;
  }

  /// The same for a runner with a network of its own, to which `localhost` is another place.
  ///
  /// @param machineName how such a runner calls this machine
  static Map<String, String> inContainer(Map<String, String> onThisMachine, String machineName) {
    var variables = new LinkedHashMap<>(onThisMachine);
    variables.putIfAbsent(OLLAMA, USUAL_OLLAMA);
    for (String name : ADDRESSES) {
      variables.computeIfPresent(
          name, (key, value) -> THIS_MACHINE.matcher(value).replaceFirst("$1" + machineName));
    }
    variables.computeIfPresent(
        TEMPORAL, (key, value) -> Address.of(value).fromContainer(machineName).toString());
    return variables;
  }

  /// The variables with the product's prefix that mean nothing to it: a misspelt one would be
  /// ignored silently.
  static List<String> unknown(Map<String, String> environment) {
    return environment.keySet().stream()
        .filter(name -> name.startsWith("STIGMER_"))
        .filter(name -> !PASSED.contains(name) && !OWN.contains(name))
        .filter(name ->
            Arrays.stream(Setting.values()).noneMatch(setting -> setting.variable().equals(name)))
        .sorted()
        .toList();
  }

  /// Whether a variable's value is secret.
  static boolean isSecret(String name) {
    return name.endsWith("_API_KEY");
  }
}
