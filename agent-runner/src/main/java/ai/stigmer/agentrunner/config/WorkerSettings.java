package ai.stigmer.agentrunner.config;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// How the worker finds Temporal and how much it takes on.
///
/// @param address Temporal's front end, `host:port`
/// @param namespace the namespace it works in
/// @param taskQueue the queue it polls
/// @param maxConcurrency how many activities run at once
/// @param logLevel how much it logs
public record WorkerSettings(
    String address, String namespace, String taskQueue, int maxConcurrency, LogLevel logLevel) {

  private static final Pattern ADDRESS =
      Pattern.compile("(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]):([0-9]{1,5})");
  private static final int HIGHEST_PORT = 65_535;
  private static final int HIGHEST_CONCURRENCY = 10_000;

  /// Reads the settings, with a default for each variable that is not set.
  ///
  /// @throws InvalidSettingException if a variable is set to something that cannot be used
  public static WorkerSettings from(Map<String, String> environment) {
    return new WorkerSettings(
        address(environment, "TEMPORAL_SERVICE_ADDRESS", "localhost:7233"),
        name(environment, "TEMPORAL_NAMESPACE", "default"),
        name(environment, "TEMPORAL_AGENT_EXECUTION_RUNNER_TASK_QUEUE", "agent_execution_runner"),
        concurrency(environment, "TEMPORAL_MAX_CONCURRENCY", "10"),
        logLevel(environment, "LOG_LEVEL", "INFO"));
  }

  private static String address(Map<String, String> environment, String variable, String fallback) {
    String value = environment.getOrDefault(variable, fallback);
    var parts = ADDRESS.matcher(value);
    if (!parts.matches() || number(parts.group(1), HIGHEST_PORT).isEmpty()) {
      throw new InvalidSettingException(
          variable, value, "host:port without a scheme, such as " + fallback);
    }
    return value;
  }

  private static String name(Map<String, String> environment, String variable, String fallback) {
    String value = environment.getOrDefault(variable, fallback);
    if (value.isEmpty() || !value.equals(value.strip())) {
      throw new InvalidSettingException(
          variable, value, "a name without spaces around it, such as " + fallback);
    }
    return value;
  }

  private static int concurrency(
      Map<String, String> environment, String variable, String fallback) {
    String value = environment.getOrDefault(variable, fallback);
    return number(value, HIGHEST_CONCURRENCY)
        .orElseThrow(() ->
            new InvalidSettingException(
                variable, value, "a whole number from 1 to " + HIGHEST_CONCURRENCY));
  }

  private static LogLevel logLevel(
      Map<String, String> environment, String variable, String fallback) {
    String value = environment.getOrDefault(variable, fallback);
    return LogLevel.named(value)
        .orElseThrow(() ->
            new InvalidSettingException(variable, value, "one of DEBUG, INFO, WARNING, ERROR"));
  }

  private static Optional<Integer> number(String text, int highest) {
    if (!text.matches("[0-9]{1,9}")) {
      return Optional.empty();
    }
    return Optional.of(Integer.parseInt(text)).filter(number -> number >= 1 && number <= highest);
  }
}
