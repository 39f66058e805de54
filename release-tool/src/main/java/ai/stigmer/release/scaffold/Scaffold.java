package ai.stigmer.release.scaffold;

import ai.stigmer.release.problem.ReleaseException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The first files of one folder, by their paths.
///
/// @param folder where they go
/// @param files their texts
public record Scaffold(Path folder, Map<String, String> files) {

  private static final Pattern PLACE = Pattern.compile("@([a-zA-Z]+)@");
  private static final String IGNORED = ".gitignore";
  private static final Set<String> IGNORING_BUILD = Set.of("/build/", "/build", "build/", "build");
  // The folder homebrew-tap-template of this project, which travels in the jar.
  private static final List<String> TAP =
      List.of(
          "README.md",
          ".github/dependabot.yml",
          ".github/publish.sh",
          ".github/workflows/publish.yml",
          ".github/workflows/tests.yml");

  /// What became of a file.
  public sealed interface Laid {

    /// The file's path in its folder.
    String path();
  }

  /// It was not there, and was written.
  public record Written(String path) implements Laid {}

  /// It was there, to the letter.
  public record Same(String path) implements Laid {}

  /// It was there with another text, and was left alone.
  ///
  /// @param there its text
  /// @param wanted the text it would have been given
  public record Differs(String path, String there, String wanted) implements Laid {}

  /// Copies the map.
  public Scaffold {
    files = new TreeMap<>(files);
  }

  /// What makes a product one that is released.
  ///
  /// @param root the product's folder
  /// @param tool the release of this tool that its workflow takes, if one made this tool
  public static Scaffold ofProduct(Path root, Product product, Optional<ToolRelease> tool) {
    Map<String, String> values = product.values();
    String version = tool.map(ToolRelease::version).orElse("VERSION");
    values.put("toolVersion", version);
    // A tag can be moved, a commit cannot; and this action is given tokens that write.
    values.put("actionCommit", tool.map(ToolRelease::commit).orElse("COMMIT"));
    values.put(
        "actionVersion",
        "v"
            + version
            + (tool.isPresent() ? "" : ": fill in, here and below, a released release-tool's"));
    var files = new TreeMap<String, String>();
    files.put(IGNORED, ignoring(there(root.resolve(IGNORED)).orElse("")));
    files.put("release.yaml", text("product/release.yaml", values));
    files.put(".github/workflows/release.yml", text("product/release.yml", values));
    files.put("homebrew/" + product.project() + ".rb.ftl", text("product/formula.rb", values));
    files.put("cli/image.ftl", text("product/image", values));
    return new Scaffold(root, files);
  }

  /// A whole tap.
  public static Scaffold ofTap(Path folder, Product product) {
    var files = new TreeMap<String, String>();
    TAP.forEach(name -> files.put(name, text("tap/" + name, product.values())));
    return new Scaffold(folder, files);
  }

  /// Writes every file that is not there.
  ///
  /// @throws ReleaseException of kind remote if the folder cannot be written, of kind input if
  ///   something that is no text file is in the way
  public List<Laid> lay() {
    return files.entrySet().stream().map(file -> lay(file.getKey(), file.getValue())).toList();
  }

  private Laid lay(String path, String text) {
    Path file = folder.resolve(path);
    Optional<String> there = there(file);
    if (there.isPresent()) {
      return there.orElseThrow().equals(text)
          ? new Same(path)
          : new Differs(path, there.orElseThrow(), text);
    }
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
      return new Written(path);
    } catch (IOException failure) {
      throw ReleaseException.remote(
          "The file " + file + " could not be written",
          "Check its folder and the disk's space.",
          failure);
    }
  }

  // What builds and rehearsals leave is in build. A person's own lines stay.
  private static String ignoring(String there) {
    if (there.lines().map(String::strip).anyMatch(IGNORING_BUILD::contains)) {
      return there;
    }
    return there + (there.isEmpty() || there.endsWith("\n") ? "" : "\n") + "/build/\n";
  }

  private static Optional<String> there(Path file) {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.readString(file, StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw ReleaseException.input(
          file + " is in the way and cannot be read as text", "Move it away, then run again.");
    }
  }

  private static String text(String resource, Map<String, String> values) {
    try (InputStream found = Scaffold.class.getResourceAsStream(resource)) {
      if (found == null) {
        throw new IllegalStateException("not in this jar: " + resource);
      }
      return PLACE
          .matcher(new String(found.readAllBytes(), StandardCharsets.UTF_8))
          .replaceAll(place ->
              Matcher.quoteReplacement(
                  Optional.ofNullable(values.get(place.group(1)))
                      .orElseThrow(() -> new IllegalStateException("unknown: " + place.group()))));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
