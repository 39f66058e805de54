package ai.stigmer.release.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A small jar, put together entry by entry; the same entries give the same bytes.
public final class SampleJar {

  private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final ZipOutputStream zip = new ZipOutputStream(bytes);

  /// Adds a text.
  public SampleJar with(String name, String text) {
    return with(name, text.getBytes(StandardCharsets.UTF_8));
  }

  /// Adds a file.
  public SampleJar with(String name, byte[] content) {
    try {
      var entry = new ZipEntry(name);
      entry.setTimeLocal(TIME);
      zip.putNextEntry(entry);
      zip.write(content);
      return this;
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /// Adds what Maven puts into a jar.
  public SampleJar ofMaven(String group, String artifact, String version) {
    return with(
        "META-INF/maven/" + group + "/" + artifact + "/pom.properties",
        "artifactId=" + artifact + "\ngroupId=" + group + "\nversion=" + version + "\n");
  }

  /// Adds the project file that Maven puts into a jar, with these elements.
  public SampleJar withPom(String group, String artifact, String elements) {
    return with(
        "META-INF/maven/" + group + "/" + artifact + "/pom.xml",
        "<project><artifactId>" + artifact + "</artifactId>" + elements + "</project>");
  }

  /// Adds a manifest with these lines.
  public SampleJar withManifest(String... lines) {
    return with(
        "META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n" + String.join("\n", lines) + "\n\n");
  }

  /// The jar.
  public byte[] bytes() {
    try {
      zip.close();
      return bytes.toByteArray();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
