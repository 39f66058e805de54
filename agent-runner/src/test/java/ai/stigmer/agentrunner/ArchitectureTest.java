package ai.stigmer.agentrunner;

import ai.stigmer.testing.ArchitectureRules;
import java.util.List;
import java.util.Map;

/// The arrows between the packages of the worker and its commands.
class ArchitectureTest extends ArchitectureRules {

  private static final String BASE = "ai.stigmer.agentrunner";

  /// What each package may use besides the JDK; the order is from the ground up.
  private static final Map<String, List<String>> MAY_USE =
      Map.ofEntries(
          Map.entry("secret", List.of()),
          Map.entry("json", List.of()),
          Map.entry("contract", List.of()),
          Map.entry("conversation", List.of()),
          Map.entry("control", List.of()),
          Map.entry("startup", List.of()),
          Map.entry("llm", List.of("secret", "json", "conversation")),
          Map.entry("session", List.of("json", "conversation")),
          Map.entry("shell", List.of("session")),
          Map.entry("tool", List.of("json", "conversation", "session", "shell")),
          Map.entry("agent", List.of("contract")),
          Map.entry("config", List.of("secret", "llm")),
          Map.entry("logging", List.of("secret", "json", "config")),
          Map.entry("execution", List.of("contract", "conversation", "session")),
          Map.entry("backend", List.of("secret", "contract", "config", "execution")),
          Map.entry("activity", List.of("contract", "conversation", "execution", "session")),
          Map.entry(
              "workflow", List.of("contract", "json", "control", "agent", "execution", "activity")),
          Map.entry(
              "worker",
              List.of(
                  "secret",
                  "contract",
                  "conversation",
                  "control",
                  "startup",
                  "llm",
                  "session",
                  "shell",
                  "tool",
                  "agent",
                  "config",
                  "execution",
                  "backend",
                  "activity",
                  "workflow")),
          Map.entry("command", EVERYTHING));

  /// Third-party libraries, and the only packages that may use each.
  private static final Map<String, List<String>> ONLY_USERS =
      Map.of(
          "com.fasterxml.jackson..", List.of("json"),
          "com.google.protobuf..",
              List.of("contract", "agent", "execution", "backend", "activity", "workflow"),
          "dev.langchain4j..", List.of("llm"),
          "io.grpc..", List.of("contract", "backend", "workflow", "worker"),
          "io.temporal..", List.of("activity", "workflow", "worker"),
          "io.temporal.serviceclient..", List.of("worker"),
          "io.temporal.worker..", List.of("worker"),
          "org.snakeyaml..", List.of("agent"));

  ArchitectureTest() {
    super(BASE, MAY_USE, ONLY_USERS);
  }
}
