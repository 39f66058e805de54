package ai.stigmer.cli.agent;

import ai.stigmer.cli.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What is asked of the runner.
///
/// @param agent an agent's name, or the path of its file
/// @param message what the agent is to do
/// @param session the session to go on with; without one, a new session
/// @param model the model to use instead of the agent's own
/// @param executionId what this execution is known by
public record RunRequest(
    String agent,
    String message,
    Optional<String> session,
    Optional<String> model,
    String executionId) {

  /// The one line the runner reads.
  String line(AgentFiles files) {
    var members = new LinkedHashMap<String, String>(files.find(agent));
    members.put("message", message);
    session.ifPresent(id -> members.put("sessionId", id));
    model.ifPresent(name -> members.put("model", name));
    members.put("executionId", executionId);
    return Json.write(Map.copyOf(members)) + "\n";
  }
}
