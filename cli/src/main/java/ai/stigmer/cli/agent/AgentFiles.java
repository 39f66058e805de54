package ai.stigmer.cli.agent;

import ai.stigmer.cli.problem.Reason;
import ai.stigmer.cli.problem.UserFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A person's own agents: files `NAME.md` in one folder.
public final class AgentFiles {

  private static final String ENDING = ".md";

  private final Path folder;

  /// The agents of that folder, which need not exist.
  public AgentFiles(Path folder) {
    this.folder = folder;
  }

  /// What tells the runner which agent is meant: the content of a file of one's own, else the name,
  /// which the runner knows or not. A name with a slash is the path of a file.
  ///
  /// @return a member of the runner's request
  /// @throws UserFailure if a file is meant and cannot be read
  Map<String, String> find(String agent) {
    boolean path = agent.contains("/");
    Path file = path ? Path.of(agent) : folder.resolve(agent + ENDING);
    if (!path && !Files.exists(file)) {
      return Map.of("agent", agent);
    }
    try {
      return Map.of("agentFile", Files.readString(file));
    } catch (IOException unreadable) {
      throw new UserFailure(
          "The agent file %s cannot be read: %s".formatted(file, Reason.of(unreadable)),
          "Name a Markdown file in UTF-8, or an agent of "
              + folder
              + " without the "
              + ENDING
              + ".");
    }
  }

  /// Which agents these are, in a clause.
  ///
  /// @throws UserFailure if the folder cannot be read
  String listing() {
    List<String> names = names();
    return "your own agents, in %s: %s"
        .formatted(folder, names.isEmpty() ? "none" : String.join(", ", names));
  }

  /// The names of these agents, sorted.
  ///
  /// @throws UserFailure if the folder cannot be read
  public List<String> names() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.endsWith(ENDING))
          .map(name -> name.substring(0, name.length() - ENDING.length()))
          .sorted()
          .toList();
    } catch (IOException unreadable) {
      throw new UserFailure(
          "The folder %s cannot be read: %s".formatted(folder, Reason.of(unreadable)),
          "Make it one that you may read.");
    }
  }
}
