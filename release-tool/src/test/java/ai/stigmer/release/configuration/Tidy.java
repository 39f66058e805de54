package ai.stigmer.release.configuration;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.stigmer.release.problem.Problem;
import ai.stigmer.release.problem.ReleaseException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// The example product's `release.yaml`, and what becomes of it when something is changed.
final class Tidy {

  static final String YAML = load();

  private Tidy() {}

  /// What is read with these overrides.
  static Configuration with(String... overrides) {
    return Configuration.parse("release.yaml", YAML, List.of(overrides));
  }

  /// What is read once a piece of the text is another.
  static Configuration changed(String from, String to) {
    return Configuration.parse("release.yaml", replaced(from, to), List.of());
  }

  /// Why a text is refused.
  static Problem refusal(String yaml, String... overrides) {
    return Objects.requireNonNull(
            catchThrowableOfType(
                ReleaseException.class,
                () -> Configuration.parse("release.yaml", yaml, List.of(overrides))),
            "it was read")
        .problem();
  }

  /// The text with a piece changed that must be in it.
  static String replaced(String from, String to) {
    if (!YAML.contains(from)) {
      throw new IllegalArgumentException("the example has no " + from);
    }
    return YAML.replace(from, to);
  }

  private static String load() {
    try (InputStream in = Objects.requireNonNull(Tidy.class.getResourceAsStream("tidy.yaml"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
