package ai.stigmer.release.report.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What refers to what: names, the content they name, and what that is made of.
final class ReferenceGraph {

  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private final List<Edge> edges = new ArrayList<>();

  /// What a thing is among others of its kind.
  enum Group {
    /// Image tags.
    TAGS,
    /// Image indexes, by digest.
    INDEXES,
    /// Manifests of one platform each, by digest.
    PLATFORMS,
    /// Where a user finds files: the release and the formula.
    OFFERS,
    /// Files, by digest.
    FILES
  }

  /// How one thing refers to another.
  enum Verb {
    NAMES("names"),
    HOLDS("holds"),
    INSTALLS("installs"),
    COVERS("covers"),
    DESCRIBES("describes"),
    ATTACHED("is attached to"),
    STARTS("starts");

    private final String words;

    Verb(String words) {
      this.words = words;
    }

    /// As it stands between the two things.
    String words() {
      return words;
    }

    /// The class the style sheet knows it by.
    String cssClass() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// A thing.
  ///
  /// @param id what edges call it
  /// @param title its name
  /// @param detail a second line
  /// @param full everything about it, for whoever points at it
  /// @param seal how its signature stands; nothing for what is not to be signed
  record Node(
      String id,
      Group group,
      String title,
      String detail,
      String full,
      Standing standing,
      Optional<Standing> seal) {}

  /// One thing refers to another.
  ///
  /// @param standing how the reference stands, where it is a wanted thing of its own
  record Edge(Node from, Node to, Verb verb, Optional<Standing> standing) {}

  /// Adds a thing.
  void add(Node node) {
    nodes.put(node.id(), node);
  }

  /// Adds a reference, if both its ends are there.
  void link(String from, Verb verb, String to) {
    link(from, verb, to, Optional.empty());
  }

  /// Adds a reference that is a wanted thing of its own, if both its ends are there.
  void link(String from, Verb verb, String to, Optional<Standing> standing) {
    find(from)
        .ifPresent(source ->
            find(to).ifPresent(target -> edges.add(new Edge(source, target, verb, standing))));
  }

  /// The things of a group, in their order.
  List<Node> group(Group group) {
    return nodes().stream().filter(node -> node.group() == group).toList();
  }

  /// Everything.
  List<Node> nodes() {
    return List.copyOf(nodes.values());
  }

  /// Every reference.
  List<Edge> edges() {
    return List.copyOf(edges);
  }

  private Optional<Node> find(String id) {
    return Optional.ofNullable(nodes.get(id));
  }
}
