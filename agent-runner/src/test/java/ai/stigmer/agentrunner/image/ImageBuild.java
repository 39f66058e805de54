package ai.stigmer.agentrunner.image;

import ai.stigmer.testing.Tool;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/// The image of this checkout, uncommitted edits included, built by the packaged release-tool from
/// a copy of it. It is built once for all tests.
///
/// @param source the copy, a repository with one commit
/// @param layout the image, an OCI image layout of all platforms
record ImageBuild(Path source, Path layout) {

  /// The version it is built as.
  static final String VERSION = "98.7.6";

  /// When its commit was made.
  static final String COMMITTED = "2026-01-02T03:04:05Z";

  private static final Path ROOT = Path.of("").toAbsolutePath().resolve("..").normalize();
  private static final Path FOLDER = Path.of("target/image").toAbsolutePath();
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final class Shared {
    private static final ImageBuild BUILD = make();
  }

  /// The image, built by the first who asks.
  static ImageBuild shared() {
    return Shared.BUILD;
  }

  private static ImageBuild make() {
    Tool.run("rm", "-rf", FOLDER.toString());
    Path source = FOLDER.resolve("source");
    script(
        """
        mkdir -p "$1"
        git -C "$0" ls-files -z --cached --others --exclude-standard |
          tar -C "$0" --null --files-from=- --ignore-failed-read -c 2>/dev/null | tar -x -C "$1"
        cd "$1"
        git init -q
        git add -A
        git -c user.name=test -c user.email=test@localhost commit -q -m 'the image'
        """,
        ROOT,
        source);
    return new ImageBuild(source, build(source, FOLDER.resolve("layout"), ""));
  }

  /// Builds the image of a folder.
  ///
  /// @param before shell commands that come first
  static Path build(Path source, Path layout, String before) {
    script(
        before
            + """
            cd "$0"
            exec "$JAVA_HOME/bin/java" --sun-misc-unsafe-memory-access=allow \
              -cp "$2/release-tool.jar:$2/dependency/*" ai.stigmer.release.command.ReleaseTool \
              image build v%s --to "oci:$1"
            """
                .formatted(VERSION),
        source,
        layout,
        ROOT.resolve("release-tool/target"));
    return layout;
  }

  /// Runs a shell script that fails when a command of it does.
  private static void script(String script, Path... arguments) {
    var command = new ArrayList<>(List.of("sh", "-euc", script));
    for (Path argument : arguments) {
      command.add(argument.toString());
    }
    Tool.run(
        Map.of(
            "JAVA_HOME",
            System.getProperty("java.home"),
            "GIT_AUTHOR_DATE",
            COMMITTED,
            "GIT_COMMITTER_DATE",
            COMMITTED),
        command);
  }

  /// The digest of the image index.
  String digest() {
    return digest(layout);
  }

  /// The bytes of the image index.
  long indexSize() {
    return file(digest()).toFile().length();
  }

  /// The digest of a layout's image index.
  static String digest(Path layout) {
    return json(layout.resolve("index.json")).path("manifests").path(0).path("digest").asText();
  }

  /// The image of one platform.
  Platform platform(String architecture) {
    for (JsonNode entry : blob(digest()).path("manifests")) {
      if (entry.path("platform").path("architecture").asText().equals(architecture)) {
        JsonNode manifest = blob(entry.path("digest").asText());
        JsonNode config = blob(manifest.path("config").path("digest").asText());
        var layers = new ArrayList<Layer>();
        for (JsonNode layer : manifest.path("layers")) {
          layers.add(
              new Layer(
                  layer.path("size").asLong(), unpacked(file(layer.path("digest").asText()))));
        }
        long described =
            manifest.path("config").path("size").asLong() + entry.path("size").asLong();
        return new Platform(config, layers, described);
      }
    }
    throw new AssertionError("the image is not built for " + architecture);
  }

  /// One platform's image.
  ///
  /// @param config its configuration
  /// @param layers its layers, from the lowest
  /// @param described the bytes of configuration and manifest
  record Platform(JsonNode config, List<Layer> layers, long described) {

    /// The bytes that are downloaded.
    long compressed() {
      return described + layers.stream().mapToLong(Layer::compressed).sum();
    }

    /// The bytes that all layers take, unpacked.
    long unpacked() {
      return layers.stream().mapToLong(Layer::unpacked).sum();
    }
  }

  /// One layer.
  ///
  /// @param compressed its bytes in a registry
  /// @param unpacked the bytes of its archive
  record Layer(long compressed, long unpacked) {}

  private JsonNode blob(String digest) {
    return json(file(digest));
  }

  private Path file(String digest) {
    return layout.resolve("blobs").resolve(digest.replace(':', '/'));
  }

  private static JsonNode json(Path file) {
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static long unpacked(Path layer) {
    try (InputStream content = new GZIPInputStream(Files.newInputStream(layer))) {
      return content.transferTo(OutputStream.nullOutputStream());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
