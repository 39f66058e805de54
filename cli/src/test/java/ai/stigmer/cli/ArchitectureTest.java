package ai.stigmer.cli;

import ai.stigmer.testing.ArchitectureRules;
import java.util.List;
import java.util.Map;

/// The arrows between the packages of the command.
class ArchitectureTest extends ArchitectureRules {

  private static final String BASE = "ai.stigmer.cli";

  /// What each package may use besides the JDK; the order is from the ground up.
  private static final Map<String, List<String>> MAY_USE =
      Map.ofEntries(
          Map.entry("problem", List.of()),
          Map.entry("stamp", List.of()),
          Map.entry("json", List.of()),
          Map.entry("process", List.of()),
          Map.entry("terminal", List.of()),
          Map.entry("container", List.of("process")),
          Map.entry("registry", List.of("json", "container")),
          Map.entry("runtime", List.of("problem", "json", "process", "container", "registry")),
          Map.entry("settings", List.of("problem")),
          Map.entry("agent", List.of("problem", "json", "process", "container")),
          Map.entry(
              "server",
              List.of("problem", "stamp", "json", "process", "container", "runtime", "settings")),
          Map.entry("command", EVERYTHING));

  /// Third-party libraries, and the only packages that may use each.
  private static final Map<String, List<String>> ONLY_USERS =
      Map.of(
          "com.grack..", List.of("json"),
          "org.snakeyaml..", List.of("settings"),
          "picocli..", List.of("command"));

  ArchitectureTest() {
    super(BASE, MAY_USE, ONLY_USERS);
  }
}
