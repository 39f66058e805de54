package ai.stigmer.agentrunner.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/// The agents that every worker has.
public final class BuiltInAgents {

  private static final List<AgentFile> ALL = List.of(read("assistant"), read("pr-reviewer"));

  private BuiltInAgents() {}

  /// All of them, by name.
  public static List<AgentFile> all() {
    return ALL;
  }

  /// The one of that name.
  public static Optional<AgentFile> named(String name) {
    return ALL.stream().filter(agent -> agent.name().equals(name)).findFirst();
  }

  private static AgentFile read(String name) {
    try (InputStream content = BuiltInAgents.class.getResourceAsStream(name + ".md")) {
      if (content == null) {
        throw new IllegalStateException("this build lacks the agent " + name);
      }
      return AgentFile.parse(new String(content.readAllBytes(), UTF_8));
    } catch (IOException | InvalidAgentFileException unusable) {
      throw new IllegalStateException("this build's agent " + name + " cannot be used", unusable);
    }
  }
}
