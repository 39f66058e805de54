package ai.stigmer.release.image;

import ai.stigmer.release.oci.Platform;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What an image is made of, the same for every platform but for the layers' sources.
///
/// @param base the image it begins with, as a reference; `scratch` for none
/// @param platforms what it is built for, in the index's order
/// @param layers its own layers, the lowest first
/// @param user `uid:gid`, or nothing for root
/// @param entrypoint the command, as an argument vector
/// @param environment its variables
/// @param workingDirectory where the command starts
/// @param volumes the mount points it declares
/// @param labels the labels a person set
public record ImageSpec(
    String base,
    List<Platform> platforms,
    List<Layer> layers,
    Optional<String> user,
    List<String> entrypoint,
    Map<String, String> environment,
    Optional<String> workingDirectory,
    List<String> volumes,
    Map<String, String> labels) {

  /// The base that has no layers.
  public static final String SCRATCH = "scratch";

  /// Copies the collections.
  public ImageSpec {
    platforms = List.copyOf(platforms);
    layers = List.copyOf(layers);
    entrypoint = List.copyOf(entrypoint);
    environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    volumes = List.copyOf(volumes);
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
  }

  /// Files that become one layer.
  ///
  /// @param name what it is called in progress and problems
  /// @param from a file or folder below the repository's root; `${platform}` stands for
  ///   `linux-amd64`, and a last segment `*` makes a layer of each file or folder there
  /// @param to where it goes in the image, absolute
  /// @param owner `uid:gid` of every file
  /// @param mode the mode of every file, three octal digits; nothing for the files' own, normalised
  ///   to 0644 or 0755
  public record Layer(String name, String from, String to, String owner, Optional<Integer> mode) {}
}
