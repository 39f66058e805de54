package ai.stigmer.release.report.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What refers to what: names on the left, the content they name in the middle, and what that is
/// made of on the right.
final class ReferenceGraph {

  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private final List<Edge> edges = new ArrayList<>();

  /// Where a node stands.
  enum Column {
    /// What a user can discover.
    NAMES("Names"),
    /// Indexes and files, by digest.
    CONTENT("Content, by digest"),
    /// Manifests, by digest.
    PLATFORMS("Platforms");

    private final String heading;

    Column(String heading) {
      this.heading = heading;
    }

    String heading() {
      return heading;
    }
  }

  /// A thing.
  ///
  /// @param id what edges call it
  /// @param title its name
  /// @param detail a second line
  /// @param full everything about it, for whoever points at it
  record Node(
      String id, Column column, String title, String detail, String full, Standing standing) {}

  /// One thing refers to another.
  ///
  /// @param verb how: `names`, `holds`, `installs`, `starts`, `covers`
  record Edge(Node from, Node to, String verb) {}

  /// Adds a thing.
  void add(Node node) {
    nodes.put(node.id(), node);
  }

  /// Adds a reference, if both its ends are there.
  void link(String from, String verb, String to) {
    find(from)
        .ifPresent(
            source -> find(to).ifPresent(target -> edges.add(new Edge(source, target, verb))));
  }

  /// The things of a column, in their order.
  List<Node> column(Column column) {
    return nodes.values().stream().filter(node -> node.column() == column).toList();
  }

  /// Every reference.
  List<Edge> edges() {
    return List.copyOf(edges);
  }

  /// The thing of that id.
  Optional<Node> find(String id) {
    return Optional.ofNullable(nodes.get(id));
  }
}
