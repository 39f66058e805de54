package ai.stigmer.release.inventory;

/// Where Maven keeps a library: group, artifact and version.
///
/// @param group the group, `org.slf4j`
/// @param artifact the artifact, `slf4j-api`
/// @param version the version
public record Coordinates(String group, String artifact, String version)
    implements Comparable<Coordinates> {

  /// Whether a file of that name can be this artifact: with its version, or renamed without.
  boolean fits(String fileName) {
    return fileName.equals(artifact + "-" + version + ".jar") || fileName.equals(artifact + ".jar");
  }

  @Override
  public int compareTo(Coordinates other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return group + ":" + artifact + ":" + version;
  }
}
