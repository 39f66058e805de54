package ai.stigmer.cli.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.stigmer.cli.json.Json;
import ai.stigmer.testing.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// The agent-runner's image of this checkout, uncommitted edits included, in two versions. It is
/// built once for all tests, by the packaged release-tool from a copy of the checkout.
///
/// @param folder an OCI image layout for each version, named after it
record RealImage(Path folder) {

  /// The version it is built as.
  static final String VERSION = "98.7.6";

  /// The version after that, which has the same layers.
  static final String NEXT = "98.7.7";

  private static final Path ROOT = Path.of("").toAbsolutePath().resolve("..").normalize();
  private static final Pattern DIGEST = Pattern.compile("sha256:([0-9a-f]{64})");

  private static final class Shared {
    private static final RealImage IMAGE = make(Path.of("target/image").toAbsolutePath());
  }

  /// The image, built by the first who asks.
  static RealImage shared() {
    return Shared.IMAGE;
  }

  private static RealImage make(Path folder) {
    Tool.run(
        Map.of("JAVA_HOME", System.getProperty("java.home")),
        List.of(
            "sh",
            "-euc",
            """
            rm -rf "$1"
            mkdir -p "$1/source" "$1/$4"
            git -C "$0" ls-files -z --cached --others --exclude-standard |
              tar -C "$0" --null --files-from=- --ignore-failed-read -c 2>/dev/null | tar -x -C "$1/source"
            cd "$1/source"
            git init -q
            git add -A
            git -c user.name=test -c user.email=test@localhost commit -q -m 'the image'
            "$JAVA_HOME/bin/java" --sun-misc-unsafe-memory-access=allow \
              -cp "$2/release-tool.jar:$2/dependency/*" ai.stigmer.release.command.ReleaseTool \
              image build "v$3" --to "oci:$1/$3"
            cp "$1/$3/oci-layout" "$1/$4"
            ln -s "../$3/blobs" "$1/$4/blobs"
            """,
            ROOT.toString(),
            folder.toString(),
            ROOT.resolve("release-tool/target").toString(),
            VERSION,
            NEXT));
    var image = new RealImage(folder);
    write(
        folder.resolve(NEXT).resolve("index.json"),
        image.next(read(folder.resolve(VERSION).resolve("index.json"))));
    return image;
  }

  /// Pushes a version to a registry.
  ///
  /// @return repository, tag and digest
  String push(String registry, String version) {
    String name = registry + "/stigmer/agent-runner:v" + version;
    Tool.run(
        "skopeo",
        "copy",
        "-q",
        "--all",
        "--dest-tls-verify=false",
        "oci:" + folder.resolve(version),
        "docker://" + name);
    return name + "@" + digest(version);
  }

  /// The digest of a version's manifest for that architecture.
  String digest(String version, String architecture) {
    return Json.parse(read(blob(digest(version)))).at("manifests").items().stream()
        .filter(entry -> entry.at("platform", "architecture").textOrEmpty().equals(architecture))
        .map(entry -> entry.at("digest").textOrEmpty())
        .findFirst()
        .orElseThrow();
  }

  private String digest(String version) {
    return Json.parse(read(folder.resolve(version).resolve("index.json")))
        .at("manifests")
        .items()
        .getFirst()
        .at("digest")
        .textOrEmpty();
  }

  /// A document of the image as it is in the next version, with all that it refers to.
  private String next(String document) {
    return DIGEST
        .matcher(document)
        .replaceAll(digest -> isDocument(blob(digest.group())) ? writeNext(digest) : digest.group())
        .replace(VERSION, NEXT);
  }

  private String writeNext(MatchResult digest) {
    String document = next(read(blob(digest.group())));
    String next = "sha256:" + sha256(document);
    write(blob(next), document);
    return next;
  }

  private Path blob(String digest) {
    return folder.resolve(VERSION).resolve("blobs").resolve(digest.replace(':', '/'));
  }

  /// Configurations, too, name layers, but by the digests that these have unpacked.
  private static boolean isDocument(Path blob) {
    try {
      if (!Files.exists(blob)) {
        return false;
      }
      try (var content = Files.newInputStream(blob)) {
        return content.read() == '{';
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
