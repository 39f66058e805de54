package ai.stigmer.agentrunner.workflow;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.stigmer.agentrunner.agent.AgentFile;
import ai.stigmer.agentrunner.agent.BuiltInAgents;
import ai.stigmer.agentrunner.agent.InvalidAgentFileException;
import ai.stigmer.agentrunner.contract.AgentExecution;
import ai.stigmer.agentrunner.contract.AgentExecutionSpec;
import ai.stigmer.agentrunner.contract.ApiResourceMetadata;
import ai.stigmer.agentrunner.contract.ExecutionConfig;
import ai.stigmer.agentrunner.control.RefusedRequestException;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a person wants an agent to do.
///
/// @param model the model's name; empty for the worker's own
record ExecutionRequest(
    AgentFile agent, String message, String sessionId, String model, String executionId) {

  private static final int LARGEST_MESSAGE = 256 * 1024;
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
  private static final Pattern MODEL = Pattern.compile("[\\x21-\\x7e]{0,200}");
  private static final Set<String> KEYS =
      Set.of("agent", "agentFile", "message", "sessionId", "model", "executionId");

  /// Reads a request; ids that are not given are new ones.
  static ExecutionRequest parse(String line) throws RefusedRequestException {
    Struct request = read(line);
    for (String key : request.getFieldsMap().keySet()) {
      if (!KEYS.contains(key)) {
        throw new RefusedRequestException("The request has an unknown key '%s'.".formatted(key));
      }
    }
    AgentFile agent = agent(request);
    String message = text(request, "message");
    if (message.isBlank()) {
      throw new RefusedRequestException("There is no message; say what the agent is to do.");
    }
    if (message.getBytes(UTF_8).length > LARGEST_MESSAGE) {
      throw new RefusedRequestException(
          "The message is larger than %d KiB; put what is long into a file of the session."
              .formatted(LARGEST_MESSAGE / 1024));
    }
    String model = text(request, "model");
    if (!MODEL.matcher(model).matches()) {
      throw new RefusedRequestException("'%s' is not a model's name.".formatted(model));
    }
    return new ExecutionRequest(
        agent,
        message,
        id(request, "sessionId"),
        model.isEmpty() ? agent.model() : model,
        id(request, "executionId"));
  }

  /// The execution it asks for.
  AgentExecution toExecution() {
    return AgentExecution.newBuilder()
        .setKind("AgentExecution")
        .setMetadata(ApiResourceMetadata.newBuilder().setName(executionId).setId(executionId))
        .setSpec(
            AgentExecutionSpec.newBuilder()
                .setSessionId(sessionId)
                .setAgentId(agent.name())
                .setMessage(message)
                .setExecutionConfig(ExecutionConfig.newBuilder().setModelName(model)))
        .build();
  }

  /// Whether this can be the id of an execution or a session.
  static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  private static Struct read(String line) throws RefusedRequestException {
    Struct.Builder request = Struct.newBuilder();
    try {
      JsonFormat.parser().merge(line, request);
    } catch (InvalidProtocolBufferException broken) {
      throw new RefusedRequestException("The request is not one object of JSON.");
    }
    return request.build();
  }

  private static AgentFile agent(Struct request) throws RefusedRequestException {
    String name = text(request, "agent");
    String file = text(request, "agentFile");
    if (name.isEmpty() == file.isEmpty()) {
      throw new RefusedRequestException("Give either an agent's name or an agent file.");
    }
    if (name.isEmpty()) {
      try {
        return AgentFile.parse(file);
      } catch (InvalidAgentFileException invalid) {
        throw new RefusedRequestException(String.valueOf(invalid.getMessage()));
      }
    }
    return BuiltInAgents.named(name)
        .orElseThrow(() ->
            new RefusedRequestException(
                "There is no agent '%s'; there are %s, or give an agent file."
                    .formatted(
                        name,
                        BuiltInAgents.all().stream()
                            .map(AgentFile::name)
                            .collect(Collectors.joining(" and ")))));
  }

  private static String id(Struct request, String key) throws RefusedRequestException {
    String id = text(request, key);
    if (id.isEmpty()) {
      return UUID.randomUUID().toString();
    }
    if (!isId(id)) {
      throw new RefusedRequestException(
          "'%s' is not the id of %s: letters, digits, '.', '_' and '-', at most 128, a letter or digit first."
              .formatted(id, key.equals("sessionId") ? "a session" : "an execution"));
    }
    return id;
  }

  private static String text(Struct request, String key) throws RefusedRequestException {
    Value value = request.getFieldsOrDefault(key, Value.newBuilder().setStringValue("").build());
    if (!value.hasStringValue()) {
      throw new RefusedRequestException("The request's '%s' is not a text.".formatted(key));
    }
    return value.getStringValue();
  }
}
