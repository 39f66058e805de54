package ai.stigmer.release.inventory;

import ai.stigmer.release.inventory.Piece.DebianPackage;
import ai.stigmer.release.inventory.Piece.OperatingSystem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// The files of an image or an archive that tell what is inside, by path, as one layer after the
/// other leaves them.
final class FileSystem {

  private static final String WHITEOUT = ".wh.";
  private static final String OPAQUE = ".wh..wh..opq";
  // More than any list of packages has.
  private static final int LIMIT = 64 << 20;

  private final String root;
  private final SortedMap<String, Finding> findings = new TreeMap<>();
  private final SortedSet<String> hidden = new TreeSet<>();
  private final SortedSet<String> emptied = new TreeSet<>();

  /// Files below a root.
  ///
  /// @param root what the paths of what is inside begin with
  FileSystem(String root) {
    this.root = root;
  }

  /// What a file tells.
  private sealed interface Finding {

    record Jars(List<JarFile> jars) implements Finding {}

    record Project(Pom pom) implements Finding {}

    record Packages(List<DebianPackage> packages) implements Finding {}

    record Release(OperatingSystem system) implements Finding {}
  }

  /// Takes note of one file.
  void add(String path, InputStream content) throws IOException {
    int slash = path.lastIndexOf('/') + 1;
    String name = path.substring(slash);
    if (name.equals(OPAQUE)) {
      emptied.add(path.substring(0, slash));
    } else if (name.startsWith(WHITEOUT)) {
      hidden.add(path.substring(0, slash) + name.substring(WHITEOUT.length()));
    } else {
      // A file takes the place of whatever the layers below have there.
      hidden.add(path);
      finding(path, content).ifPresent(found -> findings.put(path, found));
    }
  }

  /// Lays a layer over this one (OCI image specification, "Applying Changesets").
  void cover(FileSystem layer) {
    layer.hidden.forEach(path -> {
      findings.remove(path);
      below(path + "/").clear();
    });
    layer.emptied.forEach(folder -> below(folder).clear());
    findings.putAll(layer.findings);
  }

  /// What is inside.
  Contents contents() {
    Optional<OperatingSystem> system =
        findings.values().stream()
            .filter(Finding.Release.class::isInstance)
            .map(found -> ((Finding.Release) found).system())
            .findFirst();
    var places = Contents.empty();
    findings.forEach((path, finding) -> {
      switch (finding) {
        case Finding.Jars(List<JarFile> jars) ->
            jars.forEach(jar -> place(places, jar.piece(beside(jar)), jar.path()));
        case Finding.Packages(List<DebianPackage> packages) ->
            packages.forEach(installed -> place(places, on(system, installed), path));
        case Finding.Release(OperatingSystem found) -> {
          if (system.equals(Optional.of(found))) {
            place(places, found, path);
          }
        }
        case Finding.Project _ -> {}
      }
    });
    return new Contents(places);
  }

  private void place(Map<Piece, SortedSet<String>> places, Piece piece, String path) {
    places.computeIfAbsent(piece, first -> new TreeSet<>()).add(root + path);
  }

  private static DebianPackage on(Optional<OperatingSystem> system, DebianPackage installed) {
    return new DebianPackage(
        installed.name(),
        installed.version(),
        installed.architecture(),
        installed.source(),
        system);
  }

  private Optional<Pom> beside(JarFile jar) {
    String path = jar.path().substring(0, jar.path().lastIndexOf('.')) + ".pom";
    return Optional.ofNullable(findings.get(path))
        .filter(Finding.Project.class::isInstance)
        .map(found -> ((Finding.Project) found).pom());
  }

  private SortedMap<String, Finding> below(String folder) {
    return findings.subMap(folder, folder + Character.MAX_VALUE);
  }

  private static Optional<Finding> finding(String path, InputStream content) throws IOException {
    if (JarReader.isJar(path)) {
      return Optional.of(new Finding.Jars(JarReader.read(path, content)));
    }
    if (path.endsWith(".pom")) {
      return Optional.of(new Finding.Project(Pom.parse(content.readNBytes(LIMIT))));
    }
    if (path.equals("var/lib/dpkg/status") || path.startsWith("var/lib/dpkg/status.d/")) {
      List<DebianPackage> packages = ControlFile.packages(text(content));
      return packages.isEmpty() ? Optional.empty() : Optional.of(new Finding.Packages(packages));
    }
    if (path.equals("etc/os-release") || path.equals("usr/lib/os-release")) {
      return OsRelease.read(text(content)).map(Finding.Release::new);
    }
    return Optional.empty();
  }

  private static String text(InputStream content) throws IOException {
    return new String(content.readNBytes(LIMIT), StandardCharsets.UTF_8);
  }
}
