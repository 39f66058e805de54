import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/// Tells the licences of the libraries in a folder, to people and to programs: writes one file that
/// names each jar with its coordinates, its licence and the notices within it, followed by the texts
/// of the licences; and beside each jar a small Maven project file, from which an SBOM takes what the
/// jar does not say itself. A jar whose licence is not known is an error; one that Maven knows
/// nothing of is our own.
///
/// Usage: `java Licenses.java TABLE PROJECTS JARS NOTICES`, with the table of licences, the folder
/// in which Maven left the libraries' project files, the folder with the jars, and the file to write
class Licenses {

  private static final Pattern NOTICE =
      Pattern.compile("(?i)(META-INF/(license/)?)?[^/]*(LICEN[CS]E|NOTICE|about)[^/]*(?<!\\.class)");

  private record Known(String prefix, String license, String holder) {}

  private record Project(String group, String artifact, String version) {
    boolean isOf(String jar) {
      return jar.equals(artifact + "-" + version + ".jar") || jar.equals(artifact + ".jar");
    }
  }

  public static void main(String[] arguments) throws Exception {
    String[] table = Files.readString(Path.of(arguments[0])).split("\n\n", 2);
    List<Known> known =
        table[0].lines()
            .filter(line -> !line.startsWith("#"))
            .map(line -> line.split(" ", 3))
            .map(parts -> new Known(parts[0], parts[1], parts[2]))
            .toList();
    List<Project> projects = new ArrayList<>();
    for (Path file : files(Path.of(arguments[1]), ".pom")) {
      projects.add(project(file));
    }
    Set<String> used = new TreeSet<>();
    var notices = new StringBuilder("The libraries of others in this software, and their licences.\n");
    for (Path jar : files(Path.of(arguments[2]), ".jar")) {
      String name = jar.getFileName().toString();
      Optional<Project> project = projects.stream().filter(it -> it.isOf(name)).findFirst();
      if (project.isEmpty() || project.get().group().equals("ai.stigmer")) {
        continue;
      }
      Known license =
          known.stream()
              .filter(it -> name.startsWith(it.prefix()))
              .max((a, b) -> Integer.compare(a.prefix().length(), b.prefix().length()))
              .orElseThrow(() -> new IOException(arguments[0] + " does not tell the licence of " + name));
      used.add(license.license());
      notices.append(notice(name, project.get(), license, jar));
      Files.writeString(
          jar.resolveSibling(name.replaceFirst("\\.jar$", ".pom")), pom(project.get(), license));
    }
    Files.writeString(Path.of(arguments[3]), notices + texts(table[1], used));
  }

  /// The texts of these licences: each stands below its identifier, which is a paragraph of one word.
  private static String texts(String all, Set<String> used) {
    var texts = new StringBuilder();
    boolean wanted = false;
    for (String paragraph : all.strip().split("\n\n")) {
      wanted = paragraph.matches("\\S+") ? used.contains(paragraph) : wanted;
      texts.append(wanted ? "\n" + paragraph + "\n" : "");
    }
    return texts.toString();
  }

  private static String notice(String name, Project project, Known license, Path jar)
      throws IOException {
    var text = new StringBuilder("\n" + name + "\n");
    text.append("  " + String.join(":", project.group(), project.artifact(), project.version()) + "\n");
    text.append("  " + license.license() + ", copyright " + license.holder() + "\n");
    try (var zip = new ZipFile(jar.toFile())) {
      List<String> within =
          zip.stream().map(ZipEntry::getName).filter(NOTICE.asMatchPredicate()).sorted().toList();
      if (!within.isEmpty()) {
        text.append("  notices in the jar: " + String.join(", ", within) + "\n");
      }
    }
    return text.toString();
  }

  private static String pom(Project project, Known license) {
    return """
        <project>
          <groupId>%s</groupId>
          <artifactId>%s</artifactId>
          <version>%s</version>
          <licenses><license><name>%s</name></license></licenses>
        </project>
        """
        .formatted(project.group(), project.artifact(), project.version(), license.license());
  }

  private static Project project(Path file) throws Exception {
    Element root =
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile()).getDocumentElement();
    return new Project(inherited(root, "groupId"), child(root, "artifactId").get(), inherited(root, "version"));
  }

  private static String inherited(Element root, String name) throws IOException {
    return child(root, name)
        .or(() -> element(root, "parent").flatMap(parent -> child(parent, name)))
        .orElseThrow(() -> new IOException("no " + name + " in " + root.getBaseURI()));
  }

  private static Optional<String> child(Element element, String name) {
    return element(element, name).map(found -> found.getTextContent().strip());
  }

  private static Optional<Element> element(Element parent, String name) {
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element && element.getTagName().equals(name)) {
        return Optional.of(element);
      }
    }
    return Optional.empty();
  }

  private static List<Path> files(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }
}
