package ai.stigmer.release.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Everything the tool reads that it did not write itself.
enum Target {
  CONFIGURATION,
  TAGS,
  REFERENCES,
  MANIFESTS,
  RUBY_VALUES,
  TEMPLATES,
  ARCHIVES,
  LAYERS,
  GITHUB_ANSWERS,
  REGISTRY_ANSWERS;

  private static final Path SEEDS =
      Path.of("src", "test", "resources", "ai", "stigmer", "release", "fuzz");

  /// What must hold for every input.
  Promise promise() {
    return switch (this) {
      case CONFIGURATION -> new ConfigurationPromise();
      case TAGS -> new TagsPromise();
      case REFERENCES -> new ReferencesPromise();
      case MANIFESTS -> new ManifestsPromise();
      case RUBY_VALUES -> new RubyValuesPromise();
      case TEMPLATES -> new TemplatesPromise();
      case ARCHIVES -> new ArchivesPromise();
      case LAYERS -> new LayersPromise();
      case GITHUB_ANSWERS -> new GitHubAnswersPromise();
      case REGISTRY_ANSWERS -> new RegistryAnswersPromise();
    };
  }

  /// The folder of the inputs that fuzzing begins with and every test run tries; what was found
  /// wrong is added.
  Path seeds() {
    return SEEDS.resolve(toString());
  }

  /// The files in it, sorted.
  List<Path> seedFiles() throws IOException {
    try (Stream<Path> files = Files.list(seeds())) {
      return files.sorted().toList();
    }
  }

  /// Their contents.
  List<byte[]> inputs() throws IOException {
    var inputs = new ArrayList<byte[]>();
    for (Path file : seedFiles()) {
      inputs.add(Files.readAllBytes(file));
    }
    return inputs;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
