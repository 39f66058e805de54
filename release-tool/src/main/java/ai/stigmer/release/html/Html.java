package ai.stigmer.release.html;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A piece of an HTML page (WHATWG HTML, "Writing HTML documents"), or of a drawing in it.
public sealed interface Html permits Html.Element, Html.Text, Html.Pieces, Verbatim {

  /// Appends the piece as it stands in a page.
  void writeTo(StringBuilder page);

  /// A text, escaped where it stands.
  static Html text(String text) {
    return new Text(text);
  }

  /// An element around its content.
  static Element element(String name, Html... content) {
    return new Element(name, Map.of(), List.of(content));
  }

  /// An element around a text.
  static Element element(String name, String text) {
    return element(name, text(text));
  }

  /// Pieces one after the other; none at all is nothing.
  static Html all(List<? extends Html> pieces) {
    return new Pieces(List.copyOf(pieces));
  }

  /// Pieces one after the other.
  static Html all(Html... pieces) {
    return all(List.of(pieces));
  }

  /// A link to a web address; any other address is shown and leads nowhere.
  static Html link(String address, String text) {
    return address.matches("https?://[^\\s\"'<>]+")
        ? element("a", text).with("href", address)
        : text(text);
  }

  /// A style sheet of this project's own.
  static Html style(String css) {
    if (css.contains("</")) {
      throw new IllegalArgumentException("a style sheet would end within itself");
    }
    return element("style", new Verbatim(css));
  }

  /// An element.
  ///
  /// @param name its name
  /// @param attributes its attributes, in their order
  /// @param content what is in it
  record Element(String name, Map<String, String> attributes, List<Html> content) implements Html {

    private static final Set<String> VOID = Set.of("meta", "br", "hr", "img");

    /// This element with one attribute more.
    public Element with(String attribute, String value) {
      var all = new LinkedHashMap<>(attributes);
      all.put(attribute, value);
      return new Element(name, all, content);
    }

    /// This element with an attribute that is a number.
    public Element with(String attribute, int value) {
      return with(attribute, Integer.toString(value));
    }

    /// This element with the class a style sheet knows it by.
    public Element as(String cssClass) {
      return with("class", cssClass);
    }

    @Override
    public void writeTo(StringBuilder page) {
      page.append('<').append(name);
      attributes.forEach((attribute, value) ->
          page.append(' ').append(attribute).append("=\"").append(escape(value)).append('"'));
      page.append('>');
      if (!VOID.contains(name)) {
        content.forEach(piece -> piece.writeTo(page));
        page.append("</").append(name).append('>');
      }
    }

    @Override
    public String toString() {
      return source(this);
    }
  }

  /// A text.
  record Text(String text) implements Html {
    @Override
    public void writeTo(StringBuilder page) {
      page.append(escape(text));
    }

    @Override
    public String toString() {
      return source(this);
    }
  }

  /// Pieces one after the other.
  record Pieces(List<Html> pieces) implements Html {
    @Override
    public void writeTo(StringBuilder page) {
      pieces.forEach(piece -> piece.writeTo(page));
    }

    @Override
    public String toString() {
      return source(this);
    }
  }

  private static String source(Html piece) {
    var page = new StringBuilder();
    piece.writeTo(page);
    return page.toString();
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
