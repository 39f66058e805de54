package ai.stigmer.release.inventory;

import java.util.Collections;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What is inside, and where.
///
/// @param places the paths of each piece, in an order that depends on nothing else
public record Contents(SortedMap<Piece, SortedSet<String>> places) {

  // Records print every field.
  private static final Comparator<Piece> ORDER = Comparator.comparing(Piece::toString);

  /// Nothing inside.
  public static final Contents NOTHING = new Contents(empty());

  /// Copies the map.
  public Contents {
    var copy = new TreeMap<Piece, SortedSet<String>>(ORDER);
    places.forEach(
        (piece, paths) -> copy.put(piece, Collections.unmodifiableSortedSet(new TreeSet<>(paths))));
    places = Collections.unmodifiableSortedMap(copy);
  }

  /// An empty map to be filled, in the same order.
  static SortedMap<Piece, SortedSet<String>> empty() {
    return new TreeMap<>(ORDER);
  }
}
