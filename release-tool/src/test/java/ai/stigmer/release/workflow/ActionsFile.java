package ai.stigmer.release.workflow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// A workflow or an action of this repository.
///
/// @param file where it is, below the repository's root
/// @param text what it says
/// @param content the same as maps, lists and values
record ActionsFile(Path file, String text, Map<?, ?> content) {

  static final Path ROOT = Path.of("").toAbsolutePath().resolve("..").normalize();

  private static final List<String> FOLDERS = List.of(".github", "homebrew-tap-template/.github");

  /// Every workflow: ours and those of the tap.
  static List<ActionsFile> workflows() {
    return all().filter(it -> it.file().toString().contains("/workflows/")).toList();
  }

  /// Every workflow and action.
  static Stream<ActionsFile> all() {
    var files = new ArrayList<Path>();
    for (String folder : FOLDERS) {
      Path path = ROOT.resolve(folder);
      if (Files.isDirectory(path)) {
        try (Stream<Path> found = Files.walk(path)) {
          found
              .filter(it -> it.toString().matches(".*/(workflows/[^/]+|action)\\.ya?ml"))
              .forEach(files::add);
        } catch (IOException failure) {
          throw new UncheckedIOException(failure);
        }
      }
    }
    return files.stream().sorted().map(ActionsFile::read);
  }

  /// One file by its path below the root.
  static ActionsFile of(String path) {
    return read(ROOT.resolve(path));
  }

  private static ActionsFile read(Path path) {
    try {
      String text = Files.readString(path);
      var load = new Load(LoadSettings.builder().setLabel(path.toString()).build());
      return new ActionsFile(ROOT.relativize(path), text, (Map<?, ?>) load.loadFromString(text));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// The jobs of a workflow by their names.
  Map<?, ?> jobs() {
    return map(content, "jobs");
  }

  /// The steps of every job, or of an action.
  List<Map<?, ?>> steps() {
    var steps = new ArrayList<Map<?, ?>>();
    if (content.containsKey("runs")) {
      addSteps(map(content, "runs"), steps);
    } else {
      jobs().values().forEach(job -> addSteps((Map<?, ?>) job, steps));
    }
    return steps;
  }

  /// The one step that uses an action, whatever its version.
  Map<?, ?> stepUsing(String action) {
    return steps().stream()
        .filter(step -> step.containsKey("uses"))
        .filter(step -> text(step, "uses").replaceFirst("@.*", "").equals(action))
        .findFirst()
        .orElseThrow();
  }

  /// A map in a map; an empty one if it is not there.
  static Map<?, ?> map(Map<?, ?> map, String key) {
    return map.containsKey(key) ? (Map<?, ?>) map.get(key) : Map.of();
  }

  /// A value of a map as text; `null` if it is not there.
  static String text(Map<?, ?> map, String key) {
    return String.valueOf(map.get(key));
  }

  /// The keys of a map in a map.
  static Set<String> keys(Map<?, ?> map, String key) {
    return map(map, key).keySet().stream().map(Object::toString).collect(Collectors.toSet());
  }

  private static void addSteps(Map<?, ?> holder, List<Map<?, ?>> steps) {
    if (holder.get("steps") instanceof List<?> all) {
      all.forEach(step -> steps.add((Map<?, ?>) step));
    }
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
