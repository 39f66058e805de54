import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/// Makes the site of the documents: java -cp COMMONMARK scripts/site/Site.java ROOT OUT
///
/// `docs/README.md` is its navigation: every page it links to is on the site, and every page of `docs` must be
/// there. A link that leads nowhere, to a file or to a heading, ends it with exit code 1.
public final class Site {

  private static final String SOURCES = "https://github.com/stigmer/stigmer";
  private static final List<TablesExtension> EXTENSIONS = List.of((TablesExtension) TablesExtension.create());
  private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();

  /// The name of a variable that is longer than a column of a table on a phone.
  private static final Pattern VARIABLE = Pattern.compile("(?<=<code>)[A-Z_]{16,}(?=</code>)");

  private final Path root;
  private final Path out;
  private final Map<Path, Page> pages = new LinkedHashMap<>();
  private final List<String> faults = new ArrayList<>();

  /// A page: where it comes from, its file on the site, its text and its headings' anchors.
  private record Page(Path source, String file, Node text, Map<Node, String> anchors) {
    String title() {
      Node first = text.getFirstChild();
      return first instanceof Heading heading ? words(heading) : file;
    }
  }

  private Site(Path root, Path out) {
    this.root = root;
    this.out = out;
  }

  public static void main(String[] args) throws IOException {
    List<String> faults = new Site(Path.of(args[0]).toRealPath(), Path.of(args[1])).make();
    faults.forEach(System.err::println);
    System.exit(faults.isEmpty() ? 0 : 1);
  }

  private List<String> make() throws IOException {
    Path contents = root.resolve("docs/README.md");
    add(root.resolve("README.md"), "index.html");
    add(contents, "documents.html");
    for (Link link : links(pages.get(contents).text())) {
      Path target = contents.resolveSibling(link.getDestination()).normalize();
      add(target, name(target));
    }
    try (Stream<Path> documents = Files.list(root.resolve("docs"))) {
      documents
          .filter(file -> file.toString().endsWith(".md") && !pages.containsKey(file))
          .forEach(file -> faults.add(root.relativize(file) + " is not in docs/README.md"));
    }
    Files.createDirectories(out);
    for (Page page : pages.values()) {
      page.text().accept(new Rewriting(page));
    }
    String navigation = navigation(pages.get(contents));
    String template = Files.readString(root.resolve("scripts/site/page.html"));
    for (Page page : pages.values()) {
      String current = "href=\"" + page.file() + "\"";
      Files.writeString(
          out.resolve(page.file()),
          template
              .replace("{{title}}", escaped(page.title()))
              .replace("{{navigation}}", navigation.replace(current, current + " aria-current=\"page\""))
              .replace("{{content}}", render(page)));
    }
    Files.copy(root.resolve("scripts/site/site.css"), out.resolve("site.css"), StandardCopyOption.REPLACE_EXISTING);
    return faults;
  }

  private void add(Path source, String file) throws IOException {
    if (!Files.isRegularFile(source)) {
      faults.add("docs/README.md: there is no " + root.relativize(source));
      return;
    }
    Node text = PARSER.parse(Files.readString(source));
    pages.put(source, new Page(source, file, text, anchors(text)));
  }

  private static String name(Path source) {
    Path named = source.endsWith("README.md") ? source.getParent() : source;
    return named.getFileName().toString().toLowerCase(Locale.ROOT).replace('_', '-').replaceAll("\\.md$", "") + ".html";
  }

  /// The anchors of a page's headings, made as GitHub makes them.
  private static Map<Node, String> anchors(Node text) {
    var anchors = new LinkedHashMap<Node, String>();
    var taken = new HashMap<String, Integer>();
    text.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Heading heading) {
            String anchor =
                words(heading).toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}_ -]", "").replace(' ', '-');
            int before = taken.merge(anchor, 1, Integer::sum) - 1;
            anchors.put(heading, before == 0 ? anchor : anchor + "-" + before);
          }
        });
    return anchors;
  }

  private String navigation(Page contents) {
    String lists = HtmlRenderer.builder().build().render(contents.text());
    return lists.replaceFirst("(?s)<h1>.*?</h1>", "<p><a href=\"index.html\">Overview</a></p>");
  }

  private String render(Page page) {
    String html = HtmlRenderer.builder()
        .extensions(EXTENSIONS)
        .escapeHtml(true)
        .attributeProviderFactory(context -> (node, tag, attributes) -> {
          if (node instanceof Heading && page.anchors().containsKey(node)) {
            attributes.put("id", page.anchors().get(node));
          }
        })
        .build()
        .render(page.text())
        .replace("<table>", "<div class=\"wide\" tabindex=\"0\"><table>")
        .replace("</table>", "</table></div>")
        .replace("<li>[ ] ", "<li class=\"task\">");
    return VARIABLE.matcher(html).replaceAll(found -> found.group().replace("_", "_<wbr>"));
  }

  private static List<Link> links(Node text) {
    var links = new ArrayList<Link>();
    text.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Link link) {
            links.add(link);
          }
        });
    return links;
  }

  private static String words(Node node) {
    var words = new StringBuilder();
    node.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Text text) {
            words.append(text.getLiteral());
          }

          @Override
          public void visit(Code code) {
            words.append(code.getLiteral());
          }
        });
    return words.toString();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }

  /// Points the links of a page to where their targets are on the site, and takes out the marks of what is generated.
  private final class Rewriting extends AbstractVisitor {

    private final Page page;

    Rewriting(Page page) {
      this.page = page;
    }

    @Override
    public void visit(HtmlBlock block) {
      if (block.getLiteral().startsWith("<!--")) {
        block.unlink();
      }
    }

    @Override
    public void visit(Link link) {
      link.setDestination(target(link.getDestination()));
      visitChildren(link);
    }

    @Override
    public void visit(Image image) {
      Path file = page.source().resolveSibling(image.getDestination()).normalize();
      try {
        Files.copy(file, out.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        image.setDestination(file.getFileName().toString());
      } catch (IOException missing) {
        fault(image.getDestination(), "there is no such picture");
      }
    }

    private String target(String destination) {
      if (destination.matches("[a-z]+:.*")) {
        return destination;
      }
      String[] parts = destination.split("#", 2);
      Path file =
          parts[0].isEmpty() ? page.source() : page.source().resolveSibling(parts[0]).normalize();
      Page other = pages.get(file);
      if (other == null) {
        if (!Files.exists(file)) {
          fault(destination, "there is no such file");
        }
        return SOURCES + "/blob/main/" + root.relativize(file);
      }
      if (parts.length == 2 && !other.anchors().containsValue(parts[1])) {
        fault(destination, "there is no such heading");
      }
      return other.file() + (parts.length == 2 ? "#" + parts[1] : "");
    }

    private void fault(String destination, String why) {
      faults.add(root.relativize(page.source()) + ": " + destination + ": " + why);
    }
  }
}
