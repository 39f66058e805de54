import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// Copies the jars of a folder without what the worker never loads: netty's native libraries (the
/// JDK's own sockets and TLS are used), sources of protocol buffers, and the API of Temporal's
/// cloud control plane. Equal jars give equal copies.
///
/// Usage: `java TrimJars.java FROM TO`
class TrimJars {

  private static final Predicate<String> UNUSED =
      Pattern.compile("META-INF/native/.*|.*\\.proto|io/temporal/api/cloud/.*").asMatchPredicate();
  private static final LocalDateTime ANY_TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

  public static void main(String[] arguments) throws IOException {
    Path from = Path.of(arguments[0]);
    Path to = Files.createDirectories(Path.of(arguments[1]));
    List<Path> jars;
    try (Stream<Path> files = Files.list(from)) {
      jars = files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
    if (jars.isEmpty()) {
      throw new IOException("no jars in " + from);
    }
    for (Path jar : jars) {
      trim(jar, to.resolve(jar.getFileName()));
    }
  }

  private static void trim(Path from, Path to) throws IOException {
    try (var source = new ZipFile(from.toFile())) {
      if (source.stream().noneMatch(entry -> UNUSED.test(entry.getName()))) {
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
        return;
      }
    }
    try (var source = new ZipFile(from.toFile());
        OutputStream file = Files.newOutputStream(to);
        var target = new ZipOutputStream(file)) {
      var entries = new TreeMap<String, ZipEntry>();
      source.stream()
          .filter(entry -> !entry.isDirectory() && !UNUSED.test(entry.getName()))
          .forEach(entry -> entries.put(entry.getName(), entry));
      for (ZipEntry entry : entries.values()) {
        var copy = new ZipEntry(entry.getName());
        copy.setTimeLocal(ANY_TIME);
        target.putNextEntry(copy);
        try (InputStream content = source.getInputStream(entry)) {
          content.transferTo(target);
        }
        target.closeEntry();
      }
    }
  }
}
