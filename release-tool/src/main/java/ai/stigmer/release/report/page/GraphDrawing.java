package ai.stigmer.release.report.page;

import static ai.stigmer.release.html.Html.element;
import static ai.stigmer.release.html.Html.text;

import ai.stigmer.release.html.Html;
import ai.stigmer.release.html.Html.Element;
import ai.stigmer.release.report.page.ReferenceGraph.Column;
import ai.stigmer.release.report.page.ReferenceGraph.Edge;
import ai.stigmer.release.report.page.ReferenceGraph.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Draws a graph of references as SVG within a page (SVG 2): three columns of boxes, and an arrow
/// for each reference.
final class GraphDrawing {

  private static final int HEIGHT = 46;
  private static final int GAP = 12;
  private static final int TOP = 34;
  private static final int BULGE = 46;
  private static final int LETTERS = 30;
  private static final Map<Column, Box> COLUMNS =
      Map.of(
          Column.NAMES, new Box(2, 0, 250),
          Column.CONTENT, new Box(342, 0, 282),
          Column.PLATFORMS, new Box(714, 0, 244));
  private static final int WIDTH = 960;

  private final ReferenceGraph graph;
  private final Map<String, Box> places = new HashMap<>();

  /// Where a box is: its left, its top and its width, in pixels.
  private record Box(int x, int y, int width) {
    int right() {
      return x + width;
    }

    int middle() {
      return y + HEIGHT / 2;
    }
  }

  private GraphDrawing(ReferenceGraph graph) {
    this.graph = graph;
  }

  /// The drawing, which tells its content to those who do not see it as well.
  static Html of(ReferenceGraph graph) {
    return new GraphDrawing(graph).drawing();
  }

  private Html drawing() {
    place();
    int height = places.values().stream().mapToInt(box -> box.y() + HEIGHT).max().orElse(TOP) + GAP;
    var pieces = new ArrayList<Html>();
    pieces.add(element("title", "What refers to what").with("id", "drawing-title"));
    pieces.add(element("desc", words()).with("id", "drawing-words"));
    pieces.add(arrowHead());
    for (Column column : Column.values()) {
      Box box = column(column);
      if (!graph.column(column).isEmpty()) {
        pieces.add(label(box.x(), 16, "heading", column.heading()));
      }
    }
    graph.edges().forEach(edge -> pieces.add(arrow(edge)));
    for (Column column : Column.values()) {
      graph.column(column).forEach(node -> pieces.add(box(node)));
    }
    return element("svg", Html.all(pieces))
        .with("viewBox", "0 0 " + WIDTH + " " + height)
        .with("role", "img")
        .with("aria-labelledby", "drawing-title drawing-words");
  }

  // The index is level with the tags that name it, its platforms level with it, and the files
  // begin below.
  private void place() {
    List<Node> names = graph.column(Column.NAMES);
    stack(names, TOP);
    long tags = names.stream().filter(node -> !isBelow(node)).count();
    int centre = TOP + (int) (tags * (HEIGHT + GAP) - GAP) / 2;
    List<Node> indexes = graph.column(Column.CONTENT).stream().filter(this::isIndex).toList();
    List<Node> files =
        graph.column(Column.CONTENT).stream().filter(node -> !isIndex(node)).toList();
    int below = stack(indexes, centred(indexes.size(), centre));
    int firstFile = names.stream().filter(this::isBelow).findFirst().map(this::top).orElse(TOP);
    stack(files, Math.max(below + GAP, firstFile));
    List<Node> platforms = graph.column(Column.PLATFORMS);
    int index = indexes.isEmpty() ? centre : place(indexes.getFirst()).middle();
    stack(platforms, centred(platforms.size(), index));
  }

  private static int centred(int boxes, int centre) {
    return Math.max(TOP, centre - (boxes * (HEIGHT + GAP) - GAP) / 2);
  }

  private int stack(List<Node> nodes, int from) {
    int y = from;
    for (Node node : nodes) {
      Box column = column(node.column());
      places.put(node.id(), new Box(column.x(), y, column.width()));
      y += HEIGHT + GAP;
    }
    return y;
  }

  private int top(Node node) {
    return place(node).y();
  }

  // An index is what is named by an image tag; the other names stand below the tags.
  private boolean isIndex(Node node) {
    return graph.edges().stream().noneMatch(edge -> edge.to().equals(node) && isHolding(edge));
  }

  private boolean isBelow(Node name) {
    return graph.edges().stream().anyMatch(edge -> edge.from().equals(name) && isHolding(edge));
  }

  private static boolean isHolding(Edge edge) {
    return edge.to().column() == Column.CONTENT
        && List.of("holds", "installs").contains(edge.verb());
  }

  private Html box(Node node) {
    Box place = place(node);
    return element(
            "g",
            element("title", node.full() + " (" + node.standing().word() + ")"),
            element("rect")
                .with("x", place.x())
                .with("y", place.y())
                .with("width", place.width())
                .with("height", HEIGHT)
                .with("rx", 9),
            label(place.x() + 14, place.y() + 20, "name", brief(node.title())),
            label(place.x() + 14, place.y() + 36, "detail", node.detail()),
            label(place.right() - 14, place.y() + 28, "mark", node.standing().mark()))
        .as("node " + node.standing().cssClass());
  }

  private static Element label(int x, int y, String cssClass, String words) {
    return element("text", text(words)).with("x", x).with("y", y).as(cssClass);
  }

  private static Html arrowHead() {
    return element(
        "defs",
        element("marker", element("path").with("d", "M0 0 L8 4 L0 8 z"))
            .with("id", "head")
            .with("viewBox", "0 0 8 8")
            .with("refX", 7)
            .with("refY", 4)
            .with("markerWidth", 7)
            .with("markerHeight", 7)
            .with("orient", "auto"));
  }

  private Html arrow(Edge edge) {
    Box from = place(edge.from());
    Box to = place(edge.to());
    String path = edge.from().column() == edge.to().column() ? around(from, to) : across(from, to);
    return element("path")
        .with("d", path)
        .with("marker-end", "url(#head)")
        .as("edge " + edge.verb());
  }

  private static String across(Box from, Box to) {
    int turn = (to.x() - from.right()) / 2;
    return "M%d %d C%d %d %d %d %d %d"
        .formatted(
            from.right(),
            from.middle(),
            from.right() + turn,
            from.middle(),
            to.x() - turn,
            to.middle(),
            to.x() - 2,
            to.middle());
  }

  // Between two boxes of one column the arrow goes around on the right; those that arrive and those
  // that leave keep apart.
  private static String around(Box from, Box to) {
    int bulge = from.right() + BULGE;
    int leaves = from.middle() - 9;
    int arrives = to.middle() + 11;
    return "M%d %d C%d %d %d %d %d %d"
        .formatted(from.right(), leaves, bulge, leaves, bulge, arrives, to.right() + 2, arrives);
  }

  private String words() {
    return String.join(
        "; ",
        graph.edges().stream()
            .map(edge -> edge.from().title() + " " + edge.verb() + " " + edge.to().title())
            .toList());
  }

  private Box place(Node node) {
    return Optional.ofNullable(places.get(node.id())).orElseThrow();
  }

  private static Box column(Column column) {
    return Optional.ofNullable(COLUMNS.get(column)).orElseThrow();
  }

  // The middle of a long name tells least.
  private static String brief(String name) {
    return name.length() <= LETTERS
        ? name
        : name.substring(0, LETTERS - 13) + "…" + name.substring(name.length() - 12);
  }
}
