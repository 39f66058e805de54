package ai.stigmer.release.rehearsal.registry;

import ai.stigmer.release.oci.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// The files of an embedded registry:
///
/// ```
/// blobs/sha256/HEX                     every blob's and manifest's bytes, as an OCI layout has them
/// repositories/NAME/_blobs/HEX         empty: the repository has this blob
/// repositories/NAME/_manifests/HEX     the manifest's media type
/// repositories/NAME/_tags/TAG          the digest the tag names
/// uploads/ID                           what has arrived of an upload
/// ```
///
/// No part of a repository's name begins with an underscore, so nothing collides.
final class Storage {

  private static final String BLOBS = "_blobs";
  private static final String MANIFESTS = "_manifests";
  private static final String TAGS = "_tags";

  private final Path blobs;
  private final Path repositories;
  private final Path uploads;

  Storage(Path folder) throws IOException {
    this.blobs = Files.createDirectories(folder.resolve("blobs").resolve("sha256"));
    this.repositories = Files.createDirectories(folder.resolve("repositories"));
    this.uploads = Files.createDirectories(folder.resolve("uploads"));
    for (String abandoned : names(uploads)) {
      dropUpload(abandoned);
    }
  }

  boolean hasRepository(String name) {
    return Files.isDirectory(repositories.resolve(name).resolve(MANIFESTS));
  }

  Optional<Path> blob(String name, Digest digest) {
    return Files.exists(repositories.resolve(name).resolve(BLOBS).resolve(digest.hex()))
        ? Optional.of(content(digest))
        : Optional.empty();
  }

  void addBlob(String name, Digest digest) throws IOException {
    write(repositories.resolve(name).resolve(BLOBS).resolve(digest.hex()), new byte[0]);
  }

  /// The media type of a manifest the repository has.
  Optional<String> manifest(String name, Digest digest) throws IOException {
    return read(repositories.resolve(name).resolve(MANIFESTS).resolve(digest.hex()));
  }

  void addManifest(String name, Digest digest, String mediaType, byte[] bytes) throws IOException {
    write(content(digest), bytes);
    write(
        repositories.resolve(name).resolve(MANIFESTS).resolve(digest.hex()),
        mediaType.getBytes(StandardCharsets.UTF_8));
  }

  void removeManifest(String name, Digest digest) throws IOException {
    for (String tag : tags(name)) {
      if (tag(name, tag).equals(Optional.of(digest))) {
        removeTag(name, tag);
      }
    }
    Files.delete(repositories.resolve(name).resolve(MANIFESTS).resolve(digest.hex()));
  }

  List<Digest> manifests(String name) throws IOException {
    return names(repositories.resolve(name).resolve(MANIFESTS)).stream().map(Digest::new).toList();
  }

  Optional<Digest> tag(String name, String tag) throws IOException {
    return read(repositories.resolve(name).resolve(TAGS).resolve(tag)).map(Digest::of);
  }

  void setTag(String name, String tag, Digest digest) throws IOException {
    write(
        repositories.resolve(name).resolve(TAGS).resolve(tag),
        digest.toString().getBytes(StandardCharsets.UTF_8));
  }

  void removeTag(String name, String tag) throws IOException {
    Files.delete(repositories.resolve(name).resolve(TAGS).resolve(tag));
  }

  /// The tags of a repository, sorted.
  List<String> tags(String name) throws IOException {
    return names(repositories.resolve(name).resolve(TAGS));
  }

  /// Where the bytes of a blob or manifest are.
  Path content(Digest digest) {
    return blobs.resolve(digest.hex());
  }

  String openUpload() throws IOException {
    String id = UUID.randomUUID().toString();
    Files.createFile(uploads.resolve(id));
    return id;
  }

  void append(String id, InputStream bytes) throws IOException {
    try (OutputStream out = Files.newOutputStream(uploads.resolve(id), StandardOpenOption.APPEND)) {
      bytes.transferTo(out);
    }
  }

  long uploaded(String id) throws IOException {
    return Files.size(uploads.resolve(id));
  }

  /// Makes an upload a blob of the repository if it has that digest.
  boolean commitUpload(String id, String name, Digest digest) throws IOException {
    Path upload = uploads.resolve(id);
    if (!Digest.ofFile(upload).equals(digest)) {
      return false;
    }
    Files.move(upload, content(digest), StandardCopyOption.ATOMIC_MOVE);
    addBlob(name, digest);
    return true;
  }

  void dropUpload(String id) throws IOException {
    Files.deleteIfExists(uploads.resolve(id));
  }

  private static Optional<String> read(Path file) throws IOException {
    return Files.isRegularFile(file) ? Optional.of(Files.readString(file)) : Optional.empty();
  }

  // By a file of another name: a reader sees the old content or the new.
  private void write(Path file, byte[] bytes) throws IOException {
    Files.createDirectories(file.getParent());
    Path written = Files.createTempFile(uploads, "write", "");
    Files.write(written, bytes);
    Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static List<String> names(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
