package ai.stigmer.agentrunner.session;

import java.util.List;

/// What is in a folder, by name.
///
/// @param complete whether that is all of it
public record Listing(List<Entry> entries, boolean complete) {

  /// Copies the entries.
  public Listing {
    entries = List.copyOf(entries);
  }
}
