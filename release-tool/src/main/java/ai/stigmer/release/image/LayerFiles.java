package ai.stigmer.release.image;

import ai.stigmer.release.archive.SourceTree;
import ai.stigmer.release.archive.SourceTree.SourceFile;
import ai.stigmer.release.image.ImageSpec.Layer;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.oci.Platform;
import ai.stigmer.release.problem.ReleaseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The files of one layer for one platform, read and checked.
///
/// @param layer the layer they belong to
/// @param source the file or folder they come from
/// @param entries what the layer will hold; a folder comes before its content
/// @param content the digest of all paths and contents, by which a layer built before is known
record LayerFiles(Layer layer, Path source, List<Entry> entries, Digest content) {

  private static final String EACH = "/*";
  private static final Pattern OWNER = Pattern.compile("[0-9]{1,10}:[0-9]{1,10}");
  private static final int READABLE = 0444;
  private static final int HIGHEST_MODE = 0777;

  /// One file or folder of a layer.
  ///
  /// @param source its path below the layer's source; empty for the source itself
  /// @param target its absolute path in the image
  /// @param mode its permission bits
  record Entry(String source, String target, int mode) {}

  /// Reads a layer's source, or those of all layers that a last segment `*` makes of it, in the
  /// order of their names.
  ///
  /// @param root the folder that sources are relative to
  /// @throws ReleaseException of kind input, naming the layer, if the source is missing or holds
  ///   what is refused, or if the layer's target, owner or mode is malformed
  static List<LayerFiles> read(Layer layer, Platform platform, Path root) {
    String what = "The layer '" + layer.name() + "'";
    check(layer, what);
    String from = layer.from().replace("${platform}", platform.fileName());
    if (!from.endsWith(EACH)) {
      return List.of(read(layer, what, from, root));
    }
    String folder = from.substring(0, from.length() - EACH.length());
    List<String> names = names(source(what, folder, root), what);
    if (names.isEmpty()) {
      throw ReleaseException.input(
          what + " takes each file and folder of '" + folder + "', which is empty",
          "Check the path, and what the build commands wrote.");
    }
    return names.stream()
        .map(name -> read(layer, what + " ('" + name + "')", folder + "/" + name, root))
        .toList();
  }

  private static List<String> names(Path folder, String what) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException unreadable) {
      throw ReleaseException.input(
          what + " takes each file and folder of '" + folder + "', which cannot be listed",
          "Name a folder, and make it readable.");
    }
  }

  private static LayerFiles read(Layer layer, String what, String from, Path root) {
    Path source = source(what, from, root);
    List<SourceFile> files =
        Files.isDirectory(source)
            ? SourceTree.read(source, what).files()
            : List.of(SourceTree.file(source, "", what));
    return new LayerFiles(layer, source, entries(layer, source, files), digest(files, what));
  }

  private static Path source(String what, String from, Path root) {
    Path source = root.resolve(from).normalize();
    if (!source.startsWith(root.normalize())) {
      throw ReleaseException.input(
          what + " takes '" + from + "', which lies outside of the repository",
          "Name a file or folder below the repository's root.");
    }
    if (!Files.exists(source)) {
      throw ReleaseException.input(
          what + " needs '" + from + "', which does not exist",
          "Check the path, and what the build commands wrote.");
    }
    return source;
  }

  private static void check(Layer layer, String what) {
    if (!layer.to().startsWith("/")
        || Stream.of(layer.to().split("/"))
            .anyMatch(part -> part.equals("..") || part.equals("."))) {
      throw ReleaseException.input(
          what + " goes to '" + layer.to() + "', which is not an absolute path without '..'",
          "Write where it goes in the image, as in /app.");
    }
    if (!OWNER.matcher(layer.owner()).matches()) {
      throw ReleaseException.input(
          what + " has the owner '" + layer.owner() + "', which is not uid:gid",
          "Write two numbers, as in 1000:1000.");
    }
    layer
        .mode()
        .filter(mode -> mode < 0 || mode > HIGHEST_MODE)
        .ifPresent(mode -> {
          throw ReleaseException.input(
              what + " has the mode %04o, which has more than permission bits".formatted(mode),
              "Write three octal digits, as in 0755.");
        });
  }

  private static List<Entry> entries(Layer layer, Path source, List<SourceFile> files) {
    String folder = layer.to().replaceAll("/+", "/").replaceFirst("/$", "");
    var entries = new ArrayList<Entry>();
    if (Files.isDirectory(source) && !folder.isEmpty()) {
      entries.add(new Entry("", folder, folderMode(layer, 0755)));
    }
    for (SourceFile file : files) {
      String target =
          file.path().isEmpty() ? fileTarget(layer, folder, source) : folder + "/" + file.path();
      int mode = file.folder() ? folderMode(layer, file.mode()) : layer.mode().orElse(file.mode());
      entries.add(new Entry(file.path(), target, mode));
    }
    return List.copyOf(entries);
  }

  // As with cp: a target that ends in a slash is a folder.
  private static String fileTarget(Layer layer, String folder, Path source) {
    return layer.to().endsWith("/") ? folder + "/" + source.getFileName() : folder;
  }

  // Whoever may read a folder must be able to enter it.
  private static int folderMode(Layer layer, int own) {
    return layer.mode().map(mode -> mode | ((mode & READABLE) >> 2)).orElse(own);
  }

  private static Digest digest(List<SourceFile> files, String what) {
    var listing = new StringBuilder();
    for (SourceFile file : files) {
      try {
        listing
            .append(file.folder() ? "folder" : Digest.ofFile(file.file()))
            .append(' ')
            .append(file.path())
            .append('\0');
      } catch (IOException unreadable) {
        throw ReleaseException.input(
            what + " cannot be read at '" + file.file() + "'", "Make it readable.");
      }
    }
    return Digest.ofBytes(listing.toString().getBytes(StandardCharsets.UTF_8));
  }
}
