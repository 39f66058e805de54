package ai.stigmer.release.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Everything the tool reads that it did not write itself.
enum Target {
  CONFIGURATION(ConfigurationPromise::new),
  TAGS(TagsPromise::new),
  REFERENCES(ReferencesPromise::new),
  MANIFESTS(ManifestsPromise::new),
  RUBY_VALUES(RubyValuesPromise::new),
  TEMPLATES(TemplatesPromise::new),
  ARCHIVES(ArchivesPromise::new),
  LAYERS(LayersPromise::new),
  GITHUB_ANSWERS(GitHubAnswersPromise::new),
  REGISTRY_ANSWERS(RegistryAnswersPromise::new);

  private static final Path SEEDS =
      Path.of("src", "test", "resources", "ai", "stigmer", "release", "fuzz");

  private final Supplier<Promise> promise;

  Target(Supplier<Promise> promise) {
    this.promise = promise;
  }

  /// What must hold for every input.
  Promise promise() {
    return promise.get();
  }

  /// The folder of the inputs that fuzzing begins with and every test run tries; what was found wrong
  /// is added.
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
