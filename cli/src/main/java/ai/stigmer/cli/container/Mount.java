package ai.stigmer.cli.container;

/// A folder or file of this machine that a container sees.
///
/// @param source its absolute path on this machine
/// @param target its absolute path in the container
/// @param readOnly whether the container may only read it
public record Mount(String source, String target, boolean readOnly) {

  /// Refuses what no runtime takes: a path that is not absolute or that holds a colon.
  public Mount {
    check(source);
    check(target);
  }

  private static void check(String path) {
    if (!path.startsWith("/") || path.contains(":")) {
      throw new IllegalArgumentException(
          "'%s' cannot be mounted: the path must be absolute and hold no colon".formatted(path));
    }
  }
}
