import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// Copies the jars of a folder without what the worker never loads. Equal jars give equal copies.
///
/// Of the large jars only those classes stay that can be reached from the program, from the jars
/// that are copied whole, and from the providers under `META-INF/services`. A class is reached when
/// a class that stays names it anywhere in its constant pool: as a class, in a descriptor, a
/// signature or an annotation, or as the text of a string. So no class that stays can miss one it
/// was compiled against, nor one it looks up by a name it holds. A jar of which nothing stays is
/// left out.
///
/// Usage: `java TrimJars.java PROGRAM FROM TO`, with the program's jar and two folders
class TrimJars {

  private static final Predicate<String> REDUCED =
      Pattern.compile("(temporal-s|grpc-netty-shaded|grpc-services|guava|proto-google-|micrometer-"
              + "|HdrHistogram|LatencyUtils).*")
          .asMatchPredicate();

  // Netty's native libraries (the JDK's own sockets and TLS are used), sources of protocol buffers,
  // and what only other tools read.
  private static final Predicate<String> UNUSED =
      Pattern.compile("META-INF/native/.*|META-INF/native-image/.*|META-INF/proguard/.*|.*\\.proto")
          .asMatchPredicate();

  private static final Pattern NAMED = Pattern.compile("L([\\w/$]+);");
  private static final String SERVICES = "META-INF/services/";
  private static final String CLASS = ".class";
  private static final LocalDateTime ANY_TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

  /// What each class of the jars names.
  private final Map<String, Set<String>> named = new HashMap<>();

  private final Deque<String> toVisit = new ArrayDeque<>();
  private final Set<String> reached = new HashSet<>();

  public static void main(String[] arguments) throws IOException {
    new TrimJars().trim(Path.of(arguments[0]), Path.of(arguments[1]), Path.of(arguments[2]));
  }

  private void trim(Path program, Path from, Path to) throws IOException {
    List<Path> jars;
    try (Stream<Path> files = Files.list(from)) {
      jars = files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
    if (jars.isEmpty()) {
      throw new IOException("no jars in " + from);
    }
    read(program, true);
    for (Path jar : jars) {
      read(jar, !isReduced(jar));
    }
    while (!toVisit.isEmpty()) {
      String name = toVisit.pop();
      if (named.containsKey(name) && reached.add(name)) {
        toVisit.addAll(named.get(name));
      }
    }
    Files.createDirectories(to);
    for (Path jar : jars) {
      copy(jar, to.resolve(jar.getFileName()));
    }
  }

  private static boolean isReduced(Path jar) {
    return REDUCED.test(jar.getFileName().toString());
  }

  private void read(Path jar, boolean whole) throws IOException {
    try (var source = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : source.stream().filter(entry -> !entry.isDirectory()).toList()) {
        String path = entry.getName();
        if (path.startsWith(SERVICES)) {
          toVisit.addAll(providers(content(source, entry)));
        } else if (isClass(path)) {
          named.put(name(path), names(content(source, entry)));
          if (whole) {
            toVisit.add(name(path));
          }
        }
      }
    }
  }

  private static List<String> providers(byte[] content) {
    return new String(content, StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.replaceFirst("#.*", "").strip().replace('.', '/'))
        .toList();
  }

  private static Set<String> names(byte[] content) {
    var names = new HashSet<String>();
    for (PoolEntry entry : ClassFile.of().parse(content).constantPool()) {
      switch (entry) {
        case ClassEntry type -> names.add(type.asInternalName());
        case StringEntry text -> names.add(text.stringValue().replace('.', '/'));
        case Utf8Entry text when text.stringValue().indexOf(';') > 0 -> {
          Matcher descriptor = NAMED.matcher(text.stringValue());
          while (descriptor.find()) {
            names.add(descriptor.group(1));
          }
        }
        default -> {}
      }
    }
    return names;
  }

  private void copy(Path from, Path to) throws IOException {
    try (var source = new ZipFile(from.toFile())) {
      var entries = new TreeMap<String, ZipEntry>();
      source.stream()
          .filter(entry -> !entry.isDirectory() && stays(entry.getName()))
          .forEach(entry -> entries.put(entry.getName(), entry));
      if (entries.keySet().stream().noneMatch(TrimJars::isClass)) {
        return;
      }
      try (OutputStream file = Files.newOutputStream(to);
          var target = new ZipOutputStream(file)) {
        target.setLevel(Deflater.BEST_COMPRESSION);
        for (ZipEntry entry : entries.values()) {
          var copy = new ZipEntry(entry.getName());
          copy.setTimeLocal(ANY_TIME);
          target.putNextEntry(copy);
          target.write(content(source, entry));
          target.closeEntry();
        }
      }
    }
  }

  private boolean stays(String path) {
    return isClass(path) ? reached.contains(name(path)) : !UNUSED.test(path);
  }

  // Classes for newer Java versions and descriptors of modules are no classes of their own here.
  private static boolean isClass(String path) {
    return path.endsWith(CLASS) && !path.startsWith("META-INF/") && !path.equals("module-info.class");
  }

  private static String name(String path) {
    return path.substring(0, path.length() - CLASS.length());
  }

  private static byte[] content(ZipFile source, ZipEntry entry) throws IOException {
    try (InputStream content = source.getInputStream(entry)) {
      return content.readAllBytes();
    }
  }
}
