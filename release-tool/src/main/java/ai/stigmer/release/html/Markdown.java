package ai.stigmer.release.html;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.DefaultUrlSanitizer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;

/// Markdown as strangers write it, in release notes say (CommonMark, with GitHub's tables).
public final class Markdown {

  private static final List<TablesExtension> EXTENSIONS =
      List.of((TablesExtension) TablesExtension.create());
  private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();
  private static final HtmlRenderer RENDERER =
      HtmlRenderer.builder()
          .extensions(EXTENSIONS)
          .escapeHtml(true)
          .sanitizeUrls(true)
          .urlSanitizer(new DefaultUrlSanitizer(List.of("http", "https", "mailto")))
          .nodeRendererFactory(ImageAsLink::new)
          .build();

  private Markdown() {}

  /// The text rendered: HTML in it is shown as it was written, an address that is no web or mail
  /// address leads nowhere, and an image is a link to it, since showing it would ask another
  /// machine.
  public static Html render(String markdown) {
    return new Verbatim(RENDERER.render(PARSER.parse(markdown)));
  }

  /// Renders an image as a link.
  private record ImageAsLink(HtmlNodeRendererContext context) implements NodeRenderer {

    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
      return Set.of(Image.class);
    }

    @Override
    public void render(Node node) {
      String address = context.urlSanitizer().sanitizeLinkUrl(((Image) node).getDestination());
      context.getWriter().tag("a", Map.of("href", context.encodeUrl(address)));
      for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
        context.render(child);
      }
      context.getWriter().tag("/a");
    }
  }
}
