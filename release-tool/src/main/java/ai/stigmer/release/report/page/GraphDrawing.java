package ai.stigmer.release.report.page;

import static ai.stigmer.release.html.Html.all;
import static ai.stigmer.release.html.Html.element;
import static ai.stigmer.release.html.Html.text;

import ai.stigmer.release.html.Html;
import ai.stigmer.release.html.Html.Element;
import ai.stigmer.release.report.page.ReferenceGraph.Edge;
import ai.stigmer.release.report.page.ReferenceGraph.Group;
import ai.stigmer.release.report.page.ReferenceGraph.Node;
import ai.stigmer.release.report.page.ReferenceGraph.Verb;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Draws a graph of references as SVG within a page (SVG 2): three columns of boxes, an arrow for
/// each reference, and a seal on what is signed.
final class GraphDrawing {

  private static final int HEIGHT = 46;
  private static final int GAP = 12;
  private static final int TOP = 34;
  private static final int CORNER = 8;
  private static final int FIRST_RAIL = 20;
  private static final int BETWEEN_RAILS = 22;
  private static final int LETTERS = 30;
  private static final int WIDTH = 960;

  private final ReferenceGraph graph;
  private final List<Verb> rails;
  private final Map<String, Box> places = new HashMap<>();

  /// A column of boxes: its left and its width, in pixels.
  private enum Column {
    NAMES("Names", 2, 234),
    CONTENT("Content, by digest", 312, 282),
    PLATFORMS("Platforms", 696, 262);

    private final String heading;
    private final int x;
    private final int width;

    Column(String heading, int x, int width) {
      this.heading = heading;
      this.x = x;
      this.width = width;
    }

    static Column of(Node node) {
      return switch (node.group()) {
        case TAGS, OFFERS -> NAMES;
        case INDEXES, FILES -> CONTENT;
        case PLATFORMS -> PLATFORMS;
      };
    }
  }

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
    this.rails =
        graph.edges().stream()
            .filter(GraphDrawing::isWithinColumn)
            .map(Edge::verb)
            .distinct()
            .sorted()
            .toList();
  }

  /// The drawing, which tells its content to those who do not see it as well.
  static Html of(ReferenceGraph graph) {
    return new GraphDrawing(graph).drawing();
  }

  /// The references that a drawing tells apart by their lines alone.
  static List<Verb> lines(ReferenceGraph graph) {
    return new GraphDrawing(graph).rails.reversed();
  }

  /// The shape of a seal, around its middle: two squares, one of them on its corner.
  static Element seal() {
    return element("path").with("d", "M-6 -6H6V6H-6zM0 -8.8L8.8 0L0 8.8L-8.8 0z").as("seal");
  }

  private Html drawing() {
    place();
    int height = places.values().stream().mapToInt(box -> box.y() + HEIGHT).max().orElse(TOP) + GAP;
    var pieces = new ArrayList<Html>();
    pieces.add(element("title", "What refers to what").with("id", "drawing-title"));
    pieces.add(element("desc", words()).with("id", "drawing-words"));
    pieces.add(arrowHead());
    for (Column column : Column.values()) {
      if (graph.nodes().stream().anyMatch(node -> Column.of(node) == column)) {
        pieces.add(label(column.x, 16, "heading", column.heading));
      }
    }
    graph.edges().forEach(edge -> pieces.add(arrow(edge)));
    graph.nodes().forEach(node -> pieces.add(box(node)));
    return element("svg", all(pieces))
        .with("viewBox", "0 0 " + WIDTH + " " + height)
        .with("role", "img")
        .with("aria-labelledby", "drawing-title drawing-words");
  }

  // The index is level with the tags that name it, its platforms level with it, and files stand
  // below, level with what offers them.
  private void place() {
    List<Node> indexes = graph.group(Group.INDEXES);
    List<Node> platforms = graph.group(Group.PLATFORMS);
    int belowTags = stack(graph.group(Group.TAGS), TOP);
    int belowIndexes = stack(indexes, centred(indexes.size(), (TOP + belowTags - GAP) / 2));
    int files = Math.max(belowTags, belowIndexes) + GAP;
    stack(graph.group(Group.OFFERS), files);
    stack(graph.group(Group.FILES), files);
    int index = indexes.stream().findFirst().map(node -> place(node).middle()).orElse(TOP);
    stack(platforms, centred(platforms.size(), index));
  }

  private static int centred(int boxes, int centre) {
    return Math.max(TOP, centre - (boxes * (HEIGHT + GAP) - GAP) / 2);
  }

  private int stack(List<Node> nodes, int from) {
    int y = from;
    for (Node node : nodes) {
      Column column = Column.of(node);
      places.put(node.id(), new Box(column.x, y, column.width));
      y += HEIGHT + GAP;
    }
    return y;
  }

  private Html box(Node node) {
    Box place = place(node);
    return element(
            "g",
            element(
                "title",
                node.full()
                    + " ("
                    + node.standing().word()
                    + ")"
                    + node.seal().map(seal -> ", signed (" + seal.word() + ")").orElse("")),
            element("rect")
                .with("x", place.x())
                .with("y", place.y())
                .with("width", place.width())
                .with("height", HEIGHT)
                .with("rx", 9),
            label(place.x() + 14, place.y() + 20, "name", brief(node.title())),
            label(place.x() + 14, place.y() + 36, "detail", node.detail()),
            node.seal().<Html>map(seal -> sealed(place, seal)).orElse(all()),
            label(place.right() - 14, place.y() + 28, "mark", node.standing().mark()))
        .as("node " + node.standing().cssClass());
  }

  private static Html sealed(Box place, Standing seal) {
    return element("g", seal(), label(0, 4, "sealed", seal.mark()))
        .with("transform", "translate(%d %d)".formatted(place.right() - 36, place.middle()))
        .as(seal.cssClass());
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
            .with("markerWidth", 9)
            .with("markerHeight", 9)
            .with("markerUnits", "userSpaceOnUse")
            .with("orient", "auto"));
  }

  private Html arrow(Edge edge) {
    return element("path")
        .with("d", isWithinColumn(edge) ? along(edge) : across(edge))
        .with("marker-end", "url(#head)")
        .as(
            "edge "
                + edge.verb().cssClass()
                + edge.standing().map(standing -> " " + standing.cssClass()).orElse(""));
  }

  private String across(Edge edge) {
    Box from = place(edge.from());
    Box to = place(edge.to());
    int leaves = port(edge.from(), Optional.empty());
    int turn = (to.x() - from.right()) / 2;
    return "M%d %d C%d %d %d %d %d %d"
        .formatted(
            from.right(),
            leaves,
            from.right() + turn,
            leaves,
            to.x() - turn,
            to.middle(),
            to.x() - 2,
            to.middle());
  }

  // Between two boxes of one column an arrow goes along a rail on their right, which it shares with
  // all of its verb.
  private String along(Edge edge) {
    int right = place(edge.from()).right();
    int rail = right + FIRST_RAIL + rails.indexOf(edge.verb()) * BETWEEN_RAILS;
    int leaves = port(edge.from(), Optional.of(edge.verb()));
    int arrives = port(edge.to(), Optional.of(edge.verb()));
    int turn = arrives < leaves ? -CORNER : CORNER;
    return "M%d %d H%d Q%d %d %d %d V%d Q%d %d %d %d H%d"
        .formatted(
            right,
            leaves,
            rail - CORNER,
            rail,
            leaves,
            rail,
            leaves + turn,
            arrives - turn,
            rail,
            arrives,
            rail - CORNER,
            arrives,
            right + 2);
  }

  // Where a box's right side is met: by what leaves for another column, then by each rail, the
  // outermost first. Evenly spread, so that no two meet.
  private int port(Node node, Optional<Verb> rail) {
    List<Optional<Verb>> ports =
        graph.edges().stream()
            .filter(edge ->
                edge.from().equals(node) || (edge.to().equals(node) && isWithinColumn(edge)))
            .map(edge -> Optional.of(edge.verb()).filter(_ -> isWithinColumn(edge)))
            .distinct()
            .sorted(
                Comparator.comparingInt(
                    verb -> -verb.map(Verb::ordinal).orElse(Verb.values().length)))
            .toList();
    return place(node).y() + HEIGHT * (ports.indexOf(rail) + 1) / (ports.size() + 1);
  }

  private static boolean isWithinColumn(Edge edge) {
    return Column.of(edge.from()) == Column.of(edge.to());
  }

  private String words() {
    return String.join(
        "; ",
        graph.edges().stream()
            .map(edge ->
                edge.from().title()
                    + " "
                    + edge.verb().words()
                    + " "
                    + edge.to().title()
                    + edge.standing().map(standing -> " (" + standing.word() + ")").orElse(""))
            .toList());
  }

  private Box place(Node node) {
    return Optional.ofNullable(places.get(node.id())).orElseThrow();
  }

  // The middle of a long name tells least.
  private static String brief(String name) {
    return name.length() <= LETTERS
        ? name
        : name.substring(0, LETTERS - 13) + "…" + name.substring(name.length() - 12);
  }
}
