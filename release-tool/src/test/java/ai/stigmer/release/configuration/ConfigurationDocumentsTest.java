package ai.stigmer.release.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The published schema and reference say what the code says; `-Dgolden.update=true` rewrites them.
class ConfigurationDocumentsTest {

  private static final Path DOCUMENTS = Path.of("..", "docs");

  @Test
  void theSchemaIsCurrent() throws IOException {
    assertCurrent("release.schema.json", JsonSchema.text());
  }

  @Test
  void theReferenceIsCurrent() throws IOException {
    String text = Files.readString(DOCUMENTS.resolve("configuration.md"));
    String withExample = filled(text, "example", "```yaml\n" + Tidy.YAML + "```\n");
    assertCurrent("configuration.md", filled(withExample, "keys", KeyTables.text()));
  }

  @Test
  void theSchemaAllowsNoOtherKeysInAnySection() {
    Json schema = Json.parse(JsonSchema.text(), "the schema");
    assertThat(schema.get("additionalProperties").truth()).isFalse();
    assertThat(schema.get("properties").get("image").get("additionalProperties").truth()).isFalse();
    assertThat(schema.get("properties").get("image").get("required").elements())
        .extracting(Json::text)
        .containsExactly("repository", "platforms", "layers");
  }

  private static String filled(String text, String name, String content) {
    String begin = "<!-- " + name + ": generated -->\n";
    String end = "<!-- " + name + ": end -->";
    assertThat(text).contains(begin, end);
    int from = text.indexOf(begin) + begin.length();
    return text.substring(0, from) + content + text.substring(text.indexOf(end));
  }

  private static void assertCurrent(String name, String text) throws IOException {
    Path file = DOCUMENTS.resolve(name);
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(file, text);
    }
    assertThat(file).exists();
    assertThat(Files.readString(file)).isEqualTo(text);
  }
}
