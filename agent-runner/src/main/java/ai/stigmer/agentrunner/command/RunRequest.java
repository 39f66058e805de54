package ai.stigmer.agentrunner.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.stigmer.agentrunner.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What `run` is asked for, as the line of JSON that the worker reads.
final class RunRequest {

  /// Each option, and its member of the request.
  private static final Map<String, String> OPTIONS =
      Map.of(
          "--agent", "agent",
          "--message", "message",
          "--session", "sessionId",
          "--model", "model",
          "--execution-id", "executionId");

  private RunRequest() {}

  /// Reads the command line, and the standard input where that says `-`.
  static String of(List<String> arguments, InputStream in) throws UsageException {
    if (arguments.equals(List.of("--request", "-"))) {
      return firstLine(in);
    }
    Map<String, String> options = options(arguments);
    if (!options.containsKey("agent") || !options.containsKey("message")) {
      throw new UsageException("run needs --agent and --message, or --request -");
    }
    var request = new JsonObject();
    for (Map.Entry<String, String> option : options.entrySet()) {
      String value = option.getValue();
      switch (option.getKey()) {
        case "agent" -> {
          boolean file = value.contains("/") || value.endsWith(".md");
          request.with(file ? "agentFile" : "agent", file ? content(Path.of(value)) : value);
        }
        case "message" -> request.with("message", value.equals("-") ? all(in) : value);
        default -> request.with(option.getKey(), value);
      }
    }
    return request.toString();
  }

  /// The options by their members.
  private static Map<String, String> options(List<String> arguments) throws UsageException {
    var options = new LinkedHashMap<String, String>();
    for (int index = 0; index < arguments.size(); index += 2) {
      String name = arguments.get(index);
      String member =
          Optional.ofNullable(OPTIONS.get(name))
              .orElseThrow(() ->
                  new UsageException(
                      "run has no option '%s'; see `agent-runner help`".formatted(name)));
      if (index + 1 == arguments.size()) {
        throw new UsageException("run needs a value after " + name);
      }
      if (options.put(member, arguments.get(index + 1)) != null) {
        throw new UsageException("run takes %s once".formatted(name));
      }
    }
    return options;
  }

  private static String content(Path file) throws UsageException {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UsageException("the agent file %s cannot be read (%s)".formatted(file, unreadable));
    }
  }

  private static String all(InputStream in) throws UsageException {
    try {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException unreadable) {
      throw new UsageException("the standard input cannot be read (%s)".formatted(unreadable));
    }
  }

  /// What follows the first line is left alone: whoever sends it may keep the stream open.
  private static String firstLine(InputStream in) throws UsageException {
    try {
      String line = new BufferedReader(new InputStreamReader(in, UTF_8)).readLine();
      if (line == null) {
        throw new UsageException("run --request - needs a request on its standard input");
      }
      return line;
    } catch (IOException unreadable) {
      throw new UsageException("the standard input cannot be read (%s)".formatted(unreadable));
    }
  }
}
