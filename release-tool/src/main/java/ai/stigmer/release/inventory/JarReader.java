package ai.stigmer.release.inventory;

import ai.stigmer.release.archive.LocalFile;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.problem.ReleaseException;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// Reads jars, and the jars within them: an application is often packed with its libraries.
final class JarReader {

  private static final Pattern JAR = Pattern.compile("(?i).*\\.(jar|war|ear)");
  private static final Pattern PROJECT =
      Pattern.compile("(META-INF/maven/[^/]+/[^/]+/)pom\\.(xml|properties)");
  private static final Pattern LICENSE =
      Pattern.compile("(?i)(META-INF/)?LICEN[CS]E(\\.(txt|md))?");
  // More than any of these files has; what a jar pretends beyond that is not read.
  private static final int LIMIT = 4 << 20;
  private static final int DEEPEST = 4;

  private JarReader() {}

  /// Whether a file of that name is a jar.
  static boolean isJar(String path) {
    return JAR.matcher(path).matches();
  }

  /// The jar at that path, and those within it. One that is damaged is known by its digest alone.
  ///
  /// @throws IOException if its content cannot be read where it comes from
  /// @throws ReleaseException of kind remote if this machine cannot keep it for a moment
  static List<JarFile> read(String path, InputStream content) throws IOException {
    return read(path, content, 1);
  }

  private static List<JarFile> read(String path, InputStream content, int depth)
      throws IOException {
    Path copy = temporary();
    try {
      keep(content, copy);
      return kept(path, copy, depth);
    } finally {
      Files.delete(copy);
    }
  }

  /// The jars in a file that is ours by now: what fails and is not its form is this machine's
  /// trouble.
  static List<JarFile> kept(String path, Path copy, int depth) {
    try {
      return jars(path, copy, depth);
    } catch (IOException failure) {
      throw notKept(failure);
    }
  }

  private static List<JarFile> jars(String path, Path copy, int depth) throws IOException {
    var jars = new ArrayList<JarFile>();
    Digest digest = Digest.ofFile(copy);
    try (var zip = new ZipFile(copy.toFile())) {
      jars.add(describe(path, digest, zip));
      if (depth < DEEPEST) {
        for (ZipEntry entry : zip.stream().filter(found -> isJar(found.getName())).toList()) {
          try (InputStream inner = zip.getInputStream(entry)) {
            jars.addAll(read(path + "!/" + entry.getName(), inner, depth + 1));
          }
        }
      }
      return jars;
    } catch (ZipException | EOFException | IllegalArgumentException damaged) {
      return List.of(new JarFile(path, digest, JarManifest.NONE, List.of(), Optional.empty()));
    }
  }

  private static Path temporary() {
    try {
      return Files.createTempFile("jar", ".jar");
    } catch (IOException failure) {
      throw notKept(failure);
    }
  }

  private static ReleaseException notKept(IOException failure) {
    return ReleaseException.remote(
        "A jar could not be kept for a moment: " + failure.getMessage(),
        "Check the space in the folder for temporary files.",
        failure);
  }

  /// Keeps a content as a file.
  ///
  /// @throws IOException if it cannot be read where it comes from
  static void keep(InputStream content, Path file) throws IOException {
    try (OutputStream out = LocalFile.writing(file)) {
      content.transferTo(out);
    }
  }

  private static JarFile describe(String path, Digest digest, ZipFile zip) throws IOException {
    JarManifest manifest = JarManifest.NONE;
    Optional<LicenseClaim> text = Optional.empty();
    Map<String, Pom> projects = new TreeMap<>();
    for (ZipEntry entry :
        zip.stream().sorted((a, b) -> a.getName().compareTo(b.getName())).toList()) {
      Matcher project = PROJECT.matcher(entry.getName());
      if (project.matches()) {
        boolean properties = project.group(2).equals("properties");
        Pom read = properties ? properties(zip, entry) : Pom.parse(content(zip, entry));
        projects.merge(project.group(1), read, Pom::or);
      } else if (entry.getName().equals("META-INF/MANIFEST.MF")) {
        manifest = manifest(content(zip, entry));
      } else if (text.isEmpty() && LICENSE.matcher(entry.getName()).matches()) {
        text = LicenseText.recognise(new String(content(zip, entry), StandardCharsets.UTF_8));
      }
    }
    return new JarFile(path, digest, manifest, List.copyOf(projects.values()), text);
  }

  private static JarManifest manifest(byte[] content) throws ZipException {
    try {
      return JarManifest.of(new Manifest(new ByteArrayInputStream(content)));
    } catch (IOException malformed) {
      var damaged = new ZipException("its manifest is none");
      damaged.initCause(malformed);
      throw damaged;
    }
  }

  private static Pom properties(ZipFile zip, ZipEntry entry) throws IOException {
    var properties = new Properties();
    properties.load(new StringReader(new String(content(zip, entry), StandardCharsets.ISO_8859_1)));
    String group = properties.getProperty("groupId");
    String artifact = properties.getProperty("artifactId");
    String version = properties.getProperty("version");
    return group == null || artifact == null || version == null
        ? Pom.UNKNOWN
        : new Pom(Optional.of(new Coordinates(group, artifact, version)), List.of());
  }

  private static byte[] content(ZipFile zip, ZipEntry entry) throws IOException {
    try (InputStream content = zip.getInputStream(entry)) {
      return content.readNBytes(LIMIT);
    }
  }
}
