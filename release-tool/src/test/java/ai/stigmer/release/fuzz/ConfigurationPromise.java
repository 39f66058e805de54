package ai.stigmer.release.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.configuration.Configuration;
import ai.stigmer.release.image.ImageSpec.Layer;
import ai.stigmer.release.json.Json;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/// A `release.yaml`, and after a line `--set` the overrides, one a line. What is accepted satisfies
/// the published schema, and none of its paths leaves the repository.
final class ConfigurationPromise implements Promise {

  private static final String OVERRIDES = "\n--set\n";
  private static final Path ROOT = Path.of("/repository");
  private static final Schema SCHEMA = schema();
  private static final LoadSettings TEXTS =
      LoadSettings.builder().setSchema(new FailsafeSchema()).build();

  @Override
  public void tryOn(byte[] input) throws Exception {
    String text = new String(input, UTF_8);
    int end = text.indexOf(OVERRIDES);
    String yaml = end < 0 ? text : text.substring(0, end);
    List<String> overrides =
        end < 0 ? List.of() : text.substring(end + OVERRIDES.length()).lines().toList();
    Optional<Configuration> read =
        Failures.valueOrProblem(() -> Configuration.parse("release.yaml", yaml, overrides));
    if (read.isPresent()) {
      assertThat(paths(read.get()))
          .allMatch(path -> ROOT.resolve(path).normalize().startsWith(ROOT));
      if (overrides.isEmpty()) {
        byte[] json = Json.write(new Load(TEXTS).loadFromString(yaml));
        assertThat(SCHEMA.validate(new String(json, UTF_8), InputFormat.JSON)).isEmpty();
      }
    }
  }

  private static Stream<String> paths(Configuration read) {
    return Stream.of(
            read.image().spec().layers().stream().map(Layer::from),
            read.cli().stamps().stream().flatMap(it -> Stream.of(it.template(), it.to())),
            read.cli().archives().stream().map(Configuration.Archive::from),
            read.release().assets().stream().map(Configuration.Asset::from),
            Stream.of(read.release().changelog()),
            read.homebrew().stream().map(Configuration.Homebrew::template))
        .flatMap(paths -> paths);
  }

  private static Schema schema() {
    try {
      String text = Files.readString(Path.of("..", "docs", "release.schema.json"));
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(text, InputFormat.JSON);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
