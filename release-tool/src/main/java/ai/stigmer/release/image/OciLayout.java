package ai.stigmer.release.image;

import ai.stigmer.release.json.Json;
import ai.stigmer.release.oci.Descriptor;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.oci.Manifest;
import ai.stigmer.release.problem.ReleaseException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A folder that holds blobs by their digests and names one image index among them (OCI image
/// specification, "Image Layout").
public final class OciLayout {

  private static final String VERSION_FILE = "oci-layout";
  private static final String INDEX_FILE = "index.json";
  private static final byte[] VERSION =
      "{\"imageLayoutVersion\":\"1.0.0\"}".getBytes(StandardCharsets.UTF_8);

  private final Path folder;

  private OciLayout(Path folder) {
    this.folder = folder;
  }

  /// A layout in that folder, begun if the folder is missing or empty.
  ///
  /// @throws ReleaseException of kind input if the folder holds something else
  /// @throws IOException if it cannot be written
  public static OciLayout at(Path folder) throws IOException {
    if (!Files.exists(folder.resolve(VERSION_FILE))) {
      checkEmpty(folder);
    }
    Files.createDirectories(folder.resolve("blobs").resolve("sha256"));
    Files.write(folder.resolve(VERSION_FILE), VERSION);
    return new OciLayout(folder);
  }

  /// The folder.
  public Path folder() {
    return folder;
  }

  /// Where the blob of that digest is, or would be.
  public Path blob(Digest digest) {
    return folder.resolve("blobs").resolve("sha256").resolve(digest.hex());
  }

  /// Whether the blob of that digest is here, whole.
  public boolean holds(Digest digest) {
    return Files.exists(blob(digest));
  }

  /// The image index that this layout names.
  ///
  /// @throws IOException if it cannot be read
  /// @throws ReleaseException of kind remote if the layout is malformed
  public Manifest index() throws IOException {
    Json entry =
        Json.parse(Files.readAllBytes(folder.resolve(INDEX_FILE)), "'" + folder + "'")
            .get("manifests")
            .elements()
            .getFirst();
    return new Manifest(
        entry.text("mediaType"), Files.readAllBytes(blob(Digest.of(entry.text("digest")))));
  }

  /// Stores a blob, unless it is there. It appears only when it is whole and has its digest.
  ///
  /// @throws IOException if it cannot be read or written, or has another digest
  void add(Digest digest, InputStream content) throws IOException {
    if (holds(digest)) {
      return;
    }
    Path blob = blob(digest);
    Path part = blob.resolveSibling(digest.hex() + ".part");
    Files.copy(content, part, StandardCopyOption.REPLACE_EXISTING);
    if (!Digest.ofFile(part).equals(digest)) {
      throw new IOException("a blob named " + digest + " has another digest");
    }
    Files.move(part, blob, StandardCopyOption.ATOMIC_MOVE);
  }

  /// Stores an image index and makes it the one this layout names.
  ///
  /// @throws IOException if it cannot be written
  void setIndex(Manifest index) throws IOException {
    Files.write(blob(index.digest()), index.content());
    Files.write(folder.resolve(INDEX_FILE), Json.write(layoutIndex(index.descriptor())));
  }

  private static Map<String, Object> layoutIndex(Descriptor index) {
    var entry = new LinkedHashMap<String, Object>();
    entry.put("mediaType", index.mediaType());
    entry.put("digest", index.digest().toString());
    entry.put("size", index.size());
    var json = new LinkedHashMap<String, Object>();
    json.put("schemaVersion", 2);
    json.put("manifests", List.of(entry));
    return json;
  }

  private static void checkEmpty(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      try (Stream<Path> content = Files.list(folder)) {
        if (content.findAny().isEmpty()) {
          return;
        }
      }
    } else if (!Files.exists(folder)) {
      return;
    }
    throw ReleaseException.input(
        "'" + folder + "' is not empty and is no OCI image layout", "Name a new or empty folder.");
  }
}
